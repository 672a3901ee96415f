/// A value, and where in a document it stands.
///
/// Made by ``Schema/located``, for what is checked only later, when the vocabulary is known.
public struct Located<Value> {
  /// The value.
  public let value: Value
  /// Where it stands.
  public let location: SourceLocation

  /// Creates a located value.
  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
