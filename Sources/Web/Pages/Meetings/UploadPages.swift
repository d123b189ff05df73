import Domain
import Foundation
import Hummingbird
import Meetings

/// The ways a meeting comes in by a page: `/meetings/new`, its preview, and the sample.
struct UploadPages: Sendable {
    let product: Product
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/meetings/new", use: show)
        router.post("/meetings/preview", use: preview)
        router.post("/meetings", use: upload)
        router.post("/meetings/sample", use: addSample)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try pages.render(UploadPage(csrf: context.site.formToken), context)
    }

    /// What the form would become, for its script, which shows that part of the page.
    @Sendable private func preview(request: Request, context: PersonContext) async throws -> Response {
        try await answering(context) { form in
            let preview = try await product.meetings.preview(try UploadReader.upload(form), for: context.person)
            return try pages.render(PreviewPage(preview, person: context.person, reader: context.reader(product.time)), context)
        }
    }

    @Sendable private func upload(request: Request, context: PersonContext) async throws -> Response {
        try await answering(context) { form in
            guard form.files.count > 1 else {
                let (record, isNew) = try await product.meetings.add(try UploadReader.upload(form), for: context.person)
                return .seeOther("/meetings/\(record.meeting.id)" + (isNew ? "" : "?known=yes"))
            }
            let uploads = try form.files.map { file in
                var upload = try UploadReader.upload(form, file: file)
                if !form.text("title").isEmpty { upload.title = nil }
                return upload
            }
            try await product.meetings.add(all: uploads, for: context.person)
            return .seeOther("/meetings")
        }
    }

    @Sendable private func addSample(request: Request, context: PersonContext) async throws -> Response {
        let (record, _) = try await product.meetings.addSample(for: context.person, language: context.site.texts.language)
        return .seeOther("/meetings/\(record.meeting.id)")
    }

    /// What is wrong with an upload is told on its own page, with what was typed.
    private func answering(_ context: PersonContext, _ work: (Form) async throws -> Response) async throws -> Response {
        let form = try context.form
        do {
            return try await work(form)
        } catch let error where error is MeetingError || error is WebError {
            let problem = Problem(error)
            let page = UploadPage(
                csrf: context.site.formToken, error: context.site.texts.phrase(problem.detail), meetingTitle: form.text("title"),
                pastedText: form.text("text"))
            var response = try pages.render(page, context, status: problem.status)
            for field in problem.headers { response.headers[field.name] = field.value }
            return response
        }
    }
}

struct UploadPage: Page {
    static let template = "upload"
    let csrf: String
    var error: String?
    var meetingTitle = ""
    var pastedText = ""
}
