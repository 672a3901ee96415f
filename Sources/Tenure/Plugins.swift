internal import AssemblyPlugin
internal import AuthorityPlugin
internal import CollectorTitlePlugin
internal import CommonsTitlePlugin
internal import ConsentGatePlugin
internal import ContributionPlugin
internal import DividendPlugin
internal import ExchangePlugin
internal import GradedExportPlugin
internal import OpenByDefaultPlugin
internal import PilotPlugin
internal import PolycentricPlugin
internal import PublicDomainPlugin
internal import RulebookPlugin
internal import SubjectTitlePlugin
public import TenureModel
internal import ThreeRightsPlugin
internal import WaterfallPlugin

/// The plugins that come with Tenure.
///
/// A host that has plugins of its own adds them:
///
///     RegimeLoader(source: source, plugins: Plugins.builtIn + [.circulation(GradedExport.self)])
public enum Plugins {
  /// All of them, by name and pillar.
  public static let builtIn: [Plugin] = [
    .property(RulebookProperty.self),
    .property(CollectorTitle.self),
    .property(CommonsTitle.self),
    .property(PublicDomain.self),
    .property(SubjectTitle.self),
    .property(ThreeRights.self),
    .circulation(RulebookCirculation.self),
    .circulation(ConsentGate.self),
    .circulation(Exchange.self),
    .circulation(GradedExport.self),
    .circulation(OpenByDefault.self),
    .distribution(RulebookDistribution.self),
    .distribution(Waterfall.self),
    .distribution(Contribution.self),
    .distribution(Dividend.self),
    .governance(RulebookGovernance.self),
    .governance(Assembly.self),
    .governance(Authority.self),
    .governance(Polycentric.self),
    .governance(Pilot.self),
  ]
}
