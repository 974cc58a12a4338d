import Foundation

/// Vega as Debian packages it: modules without a bundle (`libjs-vega`), to be put into a page.
///
/// Each module asks for its parts through an AMD `define`, which the page provides; the expression
/// interpreter is used, so that no text is ever run as code.
public struct VegaLibrary: Sendable {
    /// Where Debian puts the modules.
    public static let systemFolder = "/usr/share/javascript/vega"

    /// In the order in which each finds its parts; those for maps need libraries that are not there.
    private static let modules = [
        "util", "time", "format", "loader", "dataflow", "canvas", "scale", "scenegraph",
        "statistics", "expression", "event-selector", "selection", "functions", "runtime", "parser",
        "view", "transforms", "view-transforms", "encode", "force", "hierarchy", "label",
        "regression", "wordcloud", "crossfilter", "interpreter",
    ]

    private let scripts: [(name: String, text: String)]

    /// The library in `folder`; nil where one of its modules cannot be read.
    public init?(folder: String = systemFolder) {
        var scripts: [(name: String, text: String)] = []
        for module in Self.modules {
            let path = "\(folder)/vega-\(module).min.js"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
            // Others ask for this module by another name than its file's.
            scripts.append(("vega-" + (module == "selection" ? "selections" : module), text))
        }
        self.scripts = scripts
    }

    /// The elements that make `vega` known to a page.
    var elements: String {
        """
        <script>
        const vegaModules = new Map();
        function vegaModule(name) {
          const define = (needed, make) => {
            const made = {};
            make(...needed.map((other) => (other === "exports" ? made : vegaModules.get(other))));
            vegaModules.set(name, made);
          };
          define.amd = {};
          return define;
        }
        </script>

        """
            + scripts.map { name, text in
                let safe = text.replacing("</script", with: "<\\/script")
                    .replacing("//# sourceMappingURL", with: "// source map")
                return "<script>(function (define, exports, module) {\n\(safe)\n"
                    + "})(vegaModule(\"\(name)\"));</script>\n"
            }.joined()
                + """
                <script>
                const vega = Object.assign({}, ...vegaModules.values());
                for (const name of ["transforms", "view-transforms", "encode", "force", "hierarchy",
                  "label", "regression", "wordcloud", "crossfilter"]) {
                  Object.assign(vega.transforms, vegaModules.get("vega-" + name));
                }
                </script>

                """
    }
}
