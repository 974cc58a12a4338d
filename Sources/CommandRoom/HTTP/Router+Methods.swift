import HTTPTypes
import Hummingbird

extension Router {
    /// Answers 405, naming what is allowed, where a path is known and the method is not; called
    /// when all routes are there.
    func refuseOtherMethods() {
        var allowed: [String: [HTTPRequest.Method]] = [:]
        for route in routes { allowed[route.path.description, default: []].append(route.method) }
        for (path, methods) in allowed {
            let known = methods.contains(.get) ? methods + [.head] : methods
            let list = known.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.commonMethods where !known.contains(method) {
                on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Problem.methodNotAllowed(method, allow: list)
                }
            }
        }
    }

    private static var commonMethods: [HTTPRequest.Method] {
        [.get, .head, .post, .put, .patch, .delete, .options, .trace]
    }
}
