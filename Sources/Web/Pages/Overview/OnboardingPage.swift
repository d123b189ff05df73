import Domain

/// The way from a new account to a first delivery. Where somebody stands on it follows from what they have, so it is kept by itself.
struct OnboardingSteps: Sendable {
    struct Step: Sendable {
        let label: String
        let href: String?
        let isDone: Bool
        let isCurrent: Bool
    }

    enum Place { case tools, meeting }

    let steps: [Step]

    init(at place: Place, isConnected: Bool, hasMeetings: Bool, texts: Texts) {
        steps = [
            Step(label: texts("onboarding.step-account"), href: nil, isDone: true, isCurrent: false),
            Step(label: texts("onboarding.step-tools"), href: "/onboarding", isDone: isConnected, isCurrent: place == .tools),
            Step(label: texts("onboarding.step-meeting"), href: "/onboarding/meeting", isDone: hasMeetings, isCurrent: place == .meeting),
        ]
    }
}

struct OnboardingPage: Page {
    static let template = "onboarding"
    let progress: OnboardingSteps
    let groups: CardGroups
    let anyConnected: Bool
}

/// The end of it: a meeting one can send, to see that it works.
struct OnboardingMeetingPage: Page {
    static let template = "onboarding-meeting"
    let progress: OnboardingSteps
    let csrf: String
    /// The names of what is connected; `nil` when nothing is.
    let connected: String?

    init(_ integrations: [Integration], progress: OnboardingSteps, csrf: String) {
        self.progress = progress
        self.csrf = csrf
        let names = integrations.filter { $0.connection?.state == .connected }.map(\.name)
        connected = names.isEmpty ? nil : names.joined(separator: ", ")
    }
}
