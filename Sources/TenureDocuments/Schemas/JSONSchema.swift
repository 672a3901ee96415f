public import TenureModel

/// Prints what a schema accepts as JSON Schema (draft 2020-12), so that editors complete documents
/// and mark what is wrong in them.
///
/// Editors type scalars before they look at the schema, and we do not: where we take any text, the
/// printed schema takes numbers and truth values, too. What it refuses we refuse; the reverse does
/// not hold, for it does not know the vocabulary.
public enum JSONSchema {
  /// The JSON Schema of the documents that have a shape.
  ///
  /// - Parameters:
  ///   - shape: What the documents look like.
  ///   - title: What such a document is called.
  /// - Returns: The JSON text, with a line break at the end.
  public static func text(of shape: SchemaShape, title: String) -> String {
    var json = JSONText(.indented)
    json.object { json in
      json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      json.member("title", title)
      var writer = JSONSchemaWriter()
      writer.write(shape, to: &json)
      writer.writeDefinitions(to: &json)
    }
    return json.text + "\n"
  }
}

/// Writes shapes, and remembers which named ones must be spelled out.
private struct JSONSchemaWriter {
  private var names: Set<String> = []
  private var waiting: [(name: String, shape: @Sendable () -> SchemaShape)] = []

  /// Spells out all named shapes, also those that are met on the way.
  mutating func writeDefinitions(to json: inout JSONText) {
    guard !waiting.isEmpty else { return }
    json.member(
      "$defs",
      object: { json in
        var next = 0
        while next < waiting.count {
          let (name, shape) = waiting[next]
          next += 1
          json.member(name, object: { write(shape(), to: &$0) })
        }
      })
  }

  /// Writes the members of the object that describes a shape.
  mutating func write(_ shape: SchemaShape, doc: String = "", to json: inout JSONText) {
    if case .described(let inner, let shape) = shape {
      return write(shape, doc: doc.isEmpty ? inner : doc, to: &json)
    }
    if !doc.isEmpty { json.member("description", doc) }
    switch shape {
    case .text(let text): writeText(text, to: &json)
    case .flag:
      json.member(
        "enum",
        value: { json in
          json.array { json in
            for value in [true, false] { json.value(value) }
            for value in ["yes", "no"] { json.value(value) }
          }
        })
    case .wholeNumber(let minimum, let maximum):
      json.member("type", "integer")
      if let minimum { json.member("minimum", minimum) }
      if let maximum { json.member("maximum", maximum) }
    case .choice(let choices): writeChoice(choices, to: &json)
    case .list(let item, let isEmptyAllowed):
      json.member("type", "array")
      json.member("items", object: { write(item, to: &$0) })
      if !isEmptyAllowed { json.member("minItems", 1) }
    case .map(let map): writeMap(map, to: &json)
    case .empty: json.member("type", "null")
    case .oneOf(let shapes):
      json.member("anyOf", array: shapes) { json, shape in
        json.object { write(shape, to: &$0) }
      }
    case .named(let name, let shape):
      json.member("$ref", "#/$defs/\(name)")
      if names.insert(name).inserted { waiting.append((name, shape)) }
    case .anything, .described: break
    }
  }

  private func writeText(_ text: SchemaShape.TextShape, to json: inout JSONText) {
    json.member("type", ["string", "number", "boolean"])
    if let pattern = text.pattern { json.member("pattern", pattern) }
    if !text.examples.isEmpty { json.member("examples", text.examples) }
  }

  private func writeChoice(_ choices: [SchemaShape.Choice], to json: inout JSONText) {
    guard choices.contains(where: { !$0.doc.isEmpty }) else {
      return json.member("enum", choices.map(\.word))
    }
    json.member("oneOf", array: choices) { json, choice in
      json.object {
        $0.member("const", choice.word)
        if !choice.doc.isEmpty { $0.member("description", choice.doc) }
      }
    }
  }

  private mutating func writeMap(_ map: SchemaShape.MapShape, to json: inout JSONText) {
    json.member("type", "object")
    if !map.fields.isEmpty {
      json.member(
        "properties",
        object: { json in
          for field in map.fields {
            json.member(field.name, object: { write(field.shape, doc: field.doc, to: &$0) })
          }
        })
    }
    let required = map.fields.filter(\.isRequired).map(\.name)
    if !required.isEmpty { json.member("required", required) }
    if let rest = map.rest {
      let doc = rest.doc.isEmpty ? rest.name : rest.doc
      json.member("additionalProperties", object: { write(rest.shape, doc: doc, to: &$0) })
    } else {
      json.member("additionalProperties", false)
    }
  }
}
