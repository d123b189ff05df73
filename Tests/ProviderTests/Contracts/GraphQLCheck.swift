import Foundation

/// Checks one operation and its variables against a schema; `faults` says everything that is wrong.
struct GraphQLCheck {
    private let schema: GraphQLSDL
    private var variables: [String: GraphQLType] = [:]
    private(set) var faults: [String] = []

    init(_ document: String, variables values: [String: Any], schema: GraphQLSDL) {
        self.schema = schema
        var tokens = GraphQLTokens(document)
        let root = tokens.take() == "mutation" ? "Mutation" : "Query"
        declare(&tokens)
        for (name, type) in variables { check(values[name], type, at: "$\(name)") }
        for name in values.keys where variables[name] == nil { faults.append("$\(name) is not declared") }
        select(&tokens, from: root)
        if tokens.next != nil { faults.append("there is more than one operation") }
    }

    private mutating func declare(_ tokens: inout GraphQLTokens) {
        guard tokens.take("(") else { return }
        while tokens.next != nil, !tokens.take(")") {
            _ = tokens.take("$")
            let name = tokens.take()
            _ = tokens.take(":")
            variables[name] = GraphQLType(&tokens)
        }
    }

    private mutating func select(_ tokens: inout GraphQLTokens, from type: String) {
        guard let fields = schema.objects[type] else { return faults.append("\(type) has nothing to select") }
        guard tokens.take("{") else { return faults.append("\(type) needs a selection") }
        while tokens.next != nil, !tokens.take("}") {
            let name = tokens.take()
            guard let field = fields[name] else { return faults.append("\(type) has no field \(name)") }
            arguments(&tokens, of: field, at: "\(type).\(name)")
            if schema.objects[field.type.name] != nil {
                select(&tokens, from: field.type.name)
            } else if tokens.next == "{" {
                return faults.append("\(type).\(name) has nothing to select")
            }
        }
    }

    private mutating func arguments(_ tokens: inout GraphQLTokens, of field: GraphQLSDL.Field, at place: String) {
        var given: Set<String> = []
        if tokens.take("(") {
            while tokens.next != nil, !tokens.take(")") {
                let name = tokens.take()
                _ = tokens.take(":")
                given.insert(name)
                guard let type = field.arguments[name] else { return faults.append("\(place) has no argument \(name)") }
                literal(&tokens, type, at: "\(place)(\(name))")
            }
        }
        for (name, type) in field.arguments where type.isRequired && !given.contains(name) && !field.hasDefault.contains(name) {
            faults.append("\(place) needs \(name)")
        }
    }

    /// A value in the document itself.
    private mutating func literal(_ tokens: inout GraphQLTokens, _ type: GraphQLType, at place: String) {
        if tokens.take("$") {
            let name = tokens.take()
            guard let declared = variables[name] else { return faults.append("$\(name) is not declared") }
            if !declared.fits(type) { faults.append("$\(name) is \(declared), \(place) wants \(type)") }
        } else if tokens.take("{") {
            while tokens.next != nil, !tokens.take("}") {
                let name = tokens.take()
                _ = tokens.take(":")
                guard let field = schema.inputs[type.name]?[name] else { return faults.append("\(type.name) has no field \(name)") }
                literal(&tokens, field, at: "\(place).\(name)")
            }
        } else if tokens.take("[") {
            guard case .list(let element) = Self.bare(type) else { return faults.append("\(place) is no list") }
            while tokens.next != nil, !tokens.take("]") { literal(&tokens, element, at: place) }
        } else {
            check(scalar: tokens.take(), type, at: place)
        }
    }

    private mutating func check(scalar text: String, _ type: GraphQLType, at place: String) {
        let isFine =
            switch type.name {
            case "String", "ID": text.hasPrefix("\"")
            case "Int", "Float": Double(text) != nil
            case "Boolean": ["true", "false"].contains(text)
            default: schema.enumerations[type.name]?.contains(text) ?? (schema.inputs[type.name] == nil)
            }
        if !isFine { faults.append("\(place) is not a \(type.name): \(text)") }
    }

    /// A value that is sent beside the document.
    private mutating func check(_ value: Any?, _ type: GraphQLType, at place: String) {
        guard let value, !(value is NSNull) else {
            if type.isRequired { faults.append("\(place) is missing") }
            return
        }
        switch Self.bare(type) {
        case .list(let element):
            guard let list = value as? [Any] else { return check(value, element, at: place) }
            for (index, value) in list.enumerated() { check(value, element, at: "\(place)[\(index)]") }
        case .named(let name):
            if let fields = schema.inputs[name] {
                guard let object = value as? [String: Any] else { return faults.append("\(place) is no \(name)") }
                for (key, value) in object {
                    guard let field = fields[key] else { return faults.append("\(name) has no field \(key)") }
                    check(value, field, at: "\(place).\(key)")
                }
                for (key, field) in fields where field.isRequired && object[key] == nil { faults.append("\(place) needs \(key)") }
            } else if let values = schema.enumerations[name] {
                if !values.contains(value as? String ?? "") { faults.append("\(place) is no \(name)") }
            } else if !Self.isScalar(value, name) {
                faults.append("\(place) is no \(name)")
            }
        case .required(let type): check(value, type, at: place)
        }
    }

    private static func isScalar(_ value: Any, _ name: String) -> Bool {
        switch name {
        case "String", "ID", "DateTime": value is String
        case "TimelessDate": (value as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
        case "Int": (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        case "Float": value is NSNumber
        case "Boolean": value is Bool
        default: true
        }
    }

    private static func bare(_ type: GraphQLType) -> GraphQLType {
        if case .required(let type) = type { type } else { type }
    }
}
