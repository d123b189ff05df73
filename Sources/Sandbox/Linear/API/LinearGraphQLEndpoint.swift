import HTTPTypes

/// `POST api.linear.app/graphql`.
struct LinearGraphQLEndpoint: LinearEndpoint {
    let surroundings: Surroundings
    private static let mostComplex = 10_000.0

    func operations(of request: ProviderRequest) -> [String] {
        guard let call = try? LinearGraphQLCall(request) else { return ["graphql"] }
        return ["graphql"] + call.document.rootFields(ofOperationNamed: call.operationName)
    }

    func user(of request: ProviderRequest, in state: LinearState) -> String? {
        request.bearer.flatMap(state.oauth.user(ofSecret:))
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        LinearFault.answer([LinearFault.ordered(failure)], status: HTTPResponse.Status(code: failure.status))
    }

    func reply(to request: ProviderRequest, in state: inout LinearState) -> LinearReply {
        let now = Moment(surroundings.now())
        let grant = request.bearer.flatMap { state.oauth.liveGrant(ofAccessToken: $0, at: now) }
        let user = grant.flatMap { state.user(id: $0.userID) }
        var meter = LinearMeter(state: state, caller: grant?.id, user: user?.id, now: now)
        var answer: Answer
        if let grant, let user {
            answer = execute(request, grant, user, &meter, in: &state)
        } else {
            answer = LinearFault.answer([LinearFault.unauthenticated], status: .unauthorized)
        }
        meter.save(in: &state)
        meter.addHeaders(to: &answer)
        return LinearReply(answer: answer, userID: user?.id)
    }

    private func execute(
        _ request: ProviderRequest, _ grant: LinearGrant, _ user: LinearUser, _ meter: inout LinearMeter, in state: inout LinearState
    ) -> Answer {
        do {
            let call = try LinearGraphQLCall(request)
            let operation = try call.document.operation(named: call.operationName)
            let faults = GraphQLValidation.faults(in: operation, of: call.document, schema: LinearSchema.schema)
            guard faults.isEmpty else { return LinearFault.answer(faults.map(LinearFault.invalid), status: .badRequest) }
            let variables = try GraphQLVariableValues(schema: LinearSchema.schema).values(for: operation, given: call.variables)
            let executor = GraphQLExecutor(schema: LinearSchema.schema, document: call.document, variables: variables)
            let cost = try executor.complexity(of: operation)
            guard cost <= Self.mostComplex else { return LinearFault.answer([LinearFault.tooComplex], status: .badRequest) }
            guard meter.spend(cost, in: &state) else { return LinearFault.answer([LinearFault.rateLimited], status: .badRequest) }
            return run(operation, by: executor, grant, user, in: &state)
        } catch {
            return LinearFault.answer([LinearFault.invalid(error)], status: .badRequest)
        }
    }

    /// Errors of this stage come with status 200: a client that only looks at the status takes them for success.
    private func run(
        _ operation: GraphQLOperation, by executor: GraphQLExecutor<LinearExecution>, _ grant: LinearGrant, _ user: LinearUser,
        in state: inout LinearState
    ) -> Answer {
        var execution = LinearExecution(state: LinearState(), user: user, grant: grant, surroundings: surroundings)
        // Swapped, not copied: a second reference would copy every array at its first change.
        swap(&execution.state, &state)
        defer { swap(&execution.state, &state) }
        do {
            return .json(["data": try executor.data(for: operation, in: &execution)])
        } catch {
            let fault = error.extensions.isEmpty ? LinearFault.invalid(error) : error
            return LinearFault.answer([fault], status: error.extensions.isEmpty ? .badRequest : .ok)
        }
    }
}
