import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import TextFormats

/// Photos: sent before the step that they show, seen beside the incident.
struct AttachmentRoutes {
    let engine: Engine
    let store: AttachmentStore?
    let documents: IncidentDocuments

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.post("attachments", use: keep)
        router.get("incidents/:incident/attachments/:attachment", use: photo)
    }

    /// Answers the reference that a step then names; without it nobody can open the photo.
    @Sendable
    private func keep(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        guard let store else { throw Problem.noAttachments }
        let bytes = try await request.bytes(upTo: AttachmentStore.maximumBytes)
        let declared = request.headers[.contentType]?.split(separator: ";").first.map(String.init)
        guard let type = Attachment.MediaType(firstBytesOf: bytes), declared == type.name else {
            throw Problem(
                .unsupportedMediaType, "attachment.media_type", "只接受 JPEG、PNG 或 WebP 照片",
                "A photo must be JPEG, PNG or WebP and declared as what it is")
        }
        do throws(EventLogError) {
            let attachment = try await store.keep(bytes, type: type, at: engine.now)
            return .json(status: .created) {
                $0.field("reference", attachment.description)
                $0.field("id", attachment.id)
                $0.field("type", attachment.type.name)
                $0.field("bytes", bytes.count)
            }
        } catch {
            throw Problem(error)
        }
    }

    @Sendable
    private func photo(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let id = try incidentID(context)
        let name = context.parameters.get("attachment") ?? ""
        let attachments = try await documents.attachments(of: id)
        let wanted = attachments.first { "\($0.id)" == name }
        guard let wanted, let bytes = try await store?.bytes(of: wanted) else {
            throw Problem(
                .notFound, "attachment.unknown", "没有这张照片", "There is no such photo")
        }
        return Response(
            status: .ok,
            headers: [.contentType: wanted.type.name, .cacheControl: "private, no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The photos of a step: looked for before it, taken for its incident once it is kept.
///
/// If the process ends in between, whoever sent the step got no answer and sends it again.
struct StepPhotos {
    let store: AttachmentStore?

    /// Refuses a step that names a photo which is not there.
    func check(_ personal: PersonalData?) async throws {
        let attachments = personal?.attachments ?? []
        guard !attachments.isEmpty else { return }
        guard let store else { throw Problem.noAttachments }
        do throws(EventLogError) {
            if try await store.contains(attachments) { return }
        } catch {
            throw Problem(error)
        }
        throw Problem.wrongField(
            "/attachments", "attachment.unknown", "照片不存在或已过期，请重新上传",
            "A photo is not there or has expired; send it again")
    }

    /// Takes the photos of a step that was kept.
    func take(_ personal: PersonalData?, for incident: Incident.ID) async throws {
        guard let attachments = personal?.attachments, !attachments.isEmpty else { return }
        do throws(EventLogError) {
            try await store?.claim(attachments, for: incident)
        } catch {
            throw Problem(error)
        }
    }
}

extension Problem {
    /// The problem where photos are not kept at all.
    static var noAttachments: Problem {
        Problem(.notFound, "attachment.off", "本系统不保存照片", "No photos are kept here")
    }
}

extension Request {
    /// The body, at most so many bytes.
    fileprivate func bytes(upTo limit: Int) async throws -> [UInt8] {
        try requirePlainBody()
        if let length = headers[.contentLength].flatMap(Int.init), length > limit {
            throw Problem.bodyTooLarge
        }
        var bytes: [UInt8] = []
        for try await chunk in body {
            guard bytes.count + chunk.readableBytes <= limit else { throw Problem.bodyTooLarge }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }
}
