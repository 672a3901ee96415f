import Foundation
import TenureDocuments
import TenureModel
import Testing

@Suite struct JSONTests {
  @Test func `values are written in the order in which they come`() {
    var json = JSONText()
    json.object {
      $0.member("verdict", "permitted")
      $0.member("share", 0.25)
      $0.member("none", nil as String?)
      $0.member("deciding", array: ["a", "b"]) { $0.value($1) }
      $0.member("empty", object: { _ in })
      $0.member("many", (1 << 53) + 1)
      $0.member("most", -(1 << 53))
      $0.member("yes", true)
    }
    #expect(
      json.text == """
        {"verdict": "permitted", "share": 0.25, "none": null, "deciding": ["a", "b"], "empty": {}, \
        "many": "9007199254740993", "most": -9007199254740992, "yes": true}
        """)
  }

  @Test func `what a terminal would act on is escaped, and other readers read it`() throws {
    let text = "\"\\/\n\r\t\u{0}\u{1B}[31m\u{7F}\u{85}\u{202E}\u{2028}é 数 😀"
    var json = JSONText(.indented)
    json.array([text])
    #expect(json.text.unicodeScalars.allSatisfy { $0 == "\n" || !InvisibleCharacter.isOne($0) })
    let read = try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String]
    #expect(read == [text])
    let line = json.text.replacing("\n", with: "")
    let ours = DocumentParser.parseFlowLine(Array(line.utf8), file: "line").tree
    #expect(ours?.root.items.map(\.text) == [text])
  }

  @Test func `a schema is printed as JSON Schema`() throws {
    let schema = Schema.record(
      .required("id", .identifier, "unique in the regime"),
      .optional("force", .choice([(.init("binding", "must"), 1), (.init("policy"), 2)]), "how"),
      .optional("whole", .flag, "a flag"),
      .optional("seats", .wholeNumber(atLeast: 1, atMost: 9), "a number"),
      .optional("tests", .list(of: .orEmpty(.node), isEmptyAllowed: false), "tests"),
      .optional("funds", .map(of: .text, named: "a fund"), "funds")
    ) { _, _, _, _, _, _ in 0 }
    let text = JSONSchema.text(of: schema.shape, title: "Example")
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(text == expectedSchema)
  }

  @Test func `a shape that contains itself is spelled out once`() throws {
    @Sendable func tests() -> SchemaShape {
      .named("tests") {
        .map(.init(fields: [.init("all", "all", isRequired: false, shape: tests())]))
      }
    }
    let text = JSONSchema.text(of: tests(), title: "Tests")
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["$ref"] as? String == "#/$defs/tests")
    #expect((object?["$defs"] as? [String: Any])?.count == 1)
  }

  private let expectedSchema = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Example",
      "type": "object",
      "properties": {
        "id": {
          "description": "unique in the regime",
          "type": [
            "string",
            "number",
            "boolean"
          ],
          "pattern": "^[A-Za-z0-9][A-Za-z0-9.-]*$",
          "examples": [
            "small-enterprise",
            "pipl-55"
          ]
        },
        "force": {
          "description": "how",
          "oneOf": [
            {
              "const": "binding",
              "description": "must"
            },
            {
              "const": "policy"
            }
          ]
        },
        "whole": {
          "description": "a flag",
          "enum": [
            true,
            false,
            "yes",
            "no"
          ]
        },
        "seats": {
          "description": "a number",
          "type": "integer",
          "minimum": 1,
          "maximum": 9
        },
        "tests": {
          "description": "tests",
          "type": "array",
          "items": {
            "anyOf": [
              {},
              {
                "type": "null"
              }
            ]
          },
          "minItems": 1
        },
        "funds": {
          "description": "funds",
          "type": "object",
          "additionalProperties": {
            "description": "a fund",
            "type": [
              "string",
              "number",
              "boolean"
            ]
          }
        }
      },
      "required": [
        "id"
      ],
      "additionalProperties": false
    }

    """
}
