extension Schema {
  /// A map with fixed keys, and perhaps others, read by a closure.
  ///
  /// For maps with many keys; ``record(_:make:)`` is shorter where there are few.
  ///
  ///     enum Keys {
  ///       static let id = Field.required("id", .identifier, "unique in the regime")
  ///       static let note = Field.optional("note", .text, "free text")
  ///     }
  ///     let schema = Schema<Clause>.map([Keys.id, Keys.note]) { map in
  ///       guard let id = map.read(Keys.id), let note = map.read(Keys.note) else { return nil }
  ///       return Clause(id: id, note: note)
  ///     }
  ///
  /// - Parameters:
  ///   - fields: The fixed keys, in the order in which they are explained.
  ///   - rest: What other keys there may be; without it, any other key is an error. The closure
  ///     finds them in ``MapReader/rest`` and reads them itself.
  ///   - read: Makes the value. It returns nil only if something was found wrong.
  /// - Returns: The schema of such maps.
  @inlinable public static func map(
    _ fields: [any AnyField], rest: SchemaShape.RestShape? = nil,
    read: @escaping @Sendable (inout MapReader) -> Value?
  ) -> Schema {
    let names = fields.map { $0.name }
    return Schema(
      shape: .map(.init(fields: fields.map { $0.fieldShape }, rest: rest))
    ) { node, findings in
      guard var reader = MapReader.open(node, fields, names, isOpen: rest != nil, &findings)
      else { return nil }
      let value = read(&reader)
      reader.close(&findings)
      return value
    }
  }

  /// A map with fixed keys, whose values are handed to a closure in the order of the fields.
  @inlinable public static func record<each Part>(
    _ fields: repeat Field<each Part>,
    make: @escaping @Sendable (repeat each Part) -> Value
  ) -> Schema {
    var list: [any AnyField] = []
    repeat list.append(each fields)
    return map(list) { reader in
      // All fields are read before the first that is wrong ends the work.
      let parts = (repeat reader.read(each fields))
      guard let whole = try? (repeat present(each parts)) else { return nil }
      return make(repeat each whole)
    }
  }
}

/// A part of a record is wrong or missing, which is reported where it stands.
@usableFromInline struct MissingPart: Error {
  @inlinable init() {}
}

@inlinable func present<Part>(_ part: Part?) throws(MissingPart) -> Part {
  guard let part else { throw MissingPart() }
  return part
}
