/// What a member says to a change.
public enum Vote: String, Sendable, Hashable, CaseIterable {
  /// In favour.
  case yes
  /// Against.
  case no
}
