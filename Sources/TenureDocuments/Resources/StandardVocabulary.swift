// Kept equal to Examples/PolicyRepository/vocabulary.yaml by a test; do not edit by hand.

/// The standard vocabulary, compiled in: a resource to be loaded would cost start-up time,
/// and must be found again wherever the command is moved.
package enum StandardVocabulary {
  /// The document.
  package static let text = #"""
    # The standard vocabulary: what a situation can say about data, whatever the regime.
    #
    # A leaf is a value; an inner term stands for the leaves under it and is used in tests. \#
    Facts that
    # are mostly one way have a default, and a ruling says when it leant on one. A notion that \#
    only a
    # person can judge is a flag without a default: it stays open until somebody has judged.
    vocabulary: standard

    taxonomies:
      party:
        nobody:
        anyone: # the public at large, whatever its nationality
        person:
        political-party:
        enterprise:
          company:
          small-enterprise: # micro and small; what counts as small is the regime's word
          platform:
          gatekeeper:
          retailer:
          broker: # a merchant of data, or one who brings buyer and seller together
          venue: # an exchange
          intermediary: # a neutral go-between that does not trade on its own account
        public-body:
          state-organ: {agency: , police: , security-organ: , regulator: , court: }
          public-institution: # hospital, university, utility: public, but without authority
        civil-body:
          association:
          non-governmental-organisation:
          cooperative:
          trustee:
          altruism-organisation:
          research-organisation:
          data-union: # bargains for its members over the use of their data
          community-body: # through which a community decides about its data
        foreign-authority: # a court or law-enforcement body of another state
      action:
        obtain: {collect: , scrape: , purchase: , requisition: }
        use: {store: , analyse: , derive: , profile: , train: , reidentify: }
        provide: {share: , sell: , license: , publish: , disclose: , export: }
        transfer: # to a successor, with the business
        erase:
        charge:
        intermediate: # list, promote, match, certify for the trade of others
        authorise: # entrust the operation of public data to somebody
        impose-terms:
      right:
        hold:
        use:
        operate:
        access:
        port:
        correct:
        erase:
        object:
        nominate: # somebody to exercise one's rights
        revenue:
        participate:
      act:
        amend: {amend-property: , amend-circulation: , amend-distribution: , amend-governance: }
        enact:
        coordinate:
        license:
        register:
        set-standard:
        set-price:
        pilot:
        inspect:
        audit:
        review: # security review, algorithm review
        suspend:
        sanction:
        expropriate:
        override:
        complain:
        appeal:
      standing:
        subject: # the person whom the data are about
        co-generator:
          source: # caused the data by what it does
          user: # owns, rents or leases the connected product
        collector:
        controller: # decides on purpose and means
        processor: # works on behalf of a controller
        holder:
        licensee: # received the data on terms
        custodian:
        contributor: # put labour or other inputs into a product
        database-maker:
        successor:
        member: # of a community, cooperative or union
      origin: {personal: , enterprise: , public: , community: , co-generated: }
      stage:
        original: {raw: , collected: , observed: , pseudonymised: }
        processed: {derived: , inferred: , product: }
        anonymous: {anonymised: , aggregate: , synthetic: , model: }
      grade: {general: , important: , core: }
      tag:
        sensitive:
          special-category: {health: , health-code: , biometric: , genetic: , \#
    other-special-category: }
          under-14: {child: , aged-13: } # child: under 13; `also` puts both under minor
          other-sensitive: # accounts, whereabouts and the like
        minor: {aged-14-or-15: , adolescent: } # adolescent: 16 or 17
        confidential: {trade-secret: , third-party-rights: , state-secret: }
        high-value:
        research:
        market-basket:
      purpose:
        service-provision:
        commercial:
          advertising: {contextual-advertising: , targeted-advertising: }
          marketing:
          data-sale:
          product-development:
          competing-product:
          intermediation:
          exclude-competition:
          industrial-development:
          sector-development:
          other-commercial:
        public-benefit:
          public-governance:
          public-welfare:
          official-statistics:
          epidemic-control:
          emergency-response:
          data-altruism:
          scientific-research:
        state-power: {law-enforcement: , national-security: , social-control: }
        household: # purely personal or domestic
        other-purpose:
      purpose-fit: # the purpose at hand, measured against that of collection
        original-purpose:
        changed: {compatible: , incompatible: }
        ended: # the purpose is done, or its period is over
      consent:
        absent: {none: , refused: , withdrawn: }
        invalid: {general: , blanket: , forced: }
        valid:
          specific:
          explicit: {separate: , parental: }
        by-trustee:
      legal-basis: # other than consent
        contract:
        employment:
        legal-obligation:
        public-task:
        vital-interest:
        legitimate-interest:
        legal-claim:
        journalism:
        made-public:
        statute: # a law that allows this very processing
        warrant: # or another order of a court
        administrative-order: # of an authority alone: a subpoena, a national-security letter
      jurisdiction: {domestic: , abroad: {adequate: , other: , of-concern: }}
      place: {pilot-area: {zhejiang: , other-pilot-area: }, california: , elsewhere: }
      sector:
        trade:
        transport:
        academia:
        manufacturing:
        marketing:
        finance:
        health-care:
        public-administration:
        other-sector:
      record: # kinds of records that a law may single out
        other-record:
        health-record: # of a provider or insurer, or of one who works for them
        credit-report:
        financial-record:
        viewing-record:
        driver-record:
        location-record: # where a device was
      access-class: {open-access: , limited-access: {registered-access: , restricted-access: }}
      means: {ordinary: , improper: {fraud: , coercion: , circumvention: }, unlawful: }
      release: {unreleased: , released: {authorised: , opened: }}
      price: {free: , marginal-cost: , guided: , market: }
      assessment: {not-assessed: , failed: , passed: }
      transfer-mechanism:
        {no-mechanism: , standard-contract: , certification: , binding-corporate-rules: , treaty: }
      zone-list: {no-list: , listed: , unlisted: }

    also:
      party:
        authorised-operator: [enterprise, public-body] # runs public data for the public body
      tag:
        under-14: [minor]

    facets:
      # who does what to what
      action: {kind: term, taxonomy: action}
      actor: {kind: term, taxonomy: party}
      standing: {kind: set, taxonomy: standing, default: []}
      recipient: {kind: term, taxonomy: party, default: nobody}
      holder: {kind: term, taxonomy: party, default: nobody} # against whom a claim lies
      data: {kind: set, taxonomy: origin}
      derived-from: {kind: set, taxonomy: origin, default: []}
      stage: {kind: term, taxonomy: stage, default: raw}
      grade: {kind: term, taxonomy: grade, default: general}
      tags: {kind: set, taxonomy: tag, default: []}
      record: {kind: term, taxonomy: record, default: other-record}

      # for what, and on what ground
      purpose: {kind: term, taxonomy: purpose, default: other-purpose}
      purpose-fit: {kind: term, taxonomy: purpose-fit, default: original-purpose}
      consent: {kind: term, taxonomy: consent, default: none}
      legal-basis: {kind: set, taxonomy: legal-basis, default: []}
      agreed-terms: {kind: flag, default: no} # the parties have agreed terms for this very use
      authority-approval: {kind: flag, default: no} # the competent authority has approved
      community-approval: {kind: flag, default: no} # the body of the community has approved
      means: {kind: term, taxonomy: means, default: ordinary} # how the data were come by
      retention-duty: {kind: flag, default: no} # a law requires that the data be kept

      # where
      collected-in: {kind: term, taxonomy: jurisdiction, default: domestic} # domestic if any \#
    part was
      destination: {kind: term, taxonomy: jurisdiction, default: domestic}
      place: {kind: term, taxonomy: place, default: elsewhere}
      residence: {kind: term, taxonomy: place, default: elsewhere} # of the persons whom the \#
    data are about
      citizen: {kind: flag, default: yes} # a person who acts is a citizen or permanent resident
      localised: {kind: flag, default: no} # to be kept in the country by its own government's word
      sector: {kind: term, taxonomy: sector, default: other-sector}
      pilot-member: {kind: flag, default: no} # the industry or enterprise is admitted to the pilot
      zone-list: {kind: term, taxonomy: zone-list, default: no-list} # of a free-trade zone

      # how much: persons as the rule counts them, this transfer included
      persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0}
      sensitive-persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0}
      breaches: {kind: quantity, unit: breach, whole: yes, min: 0, default: 0} # of the actor, \#
    the one at hand included
      held-persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0} # whose data \#
    the actor handles

      # how large the actor is, or the holder of a claim
      annual-revenue: {kind: quantity, unit: USD, whole: yes, min: 0, default: 0}
      data-revenue: {kind: quantity, unit: percent, min: 0, default: 0} # its part from selling data

      # under what safeguards
      ciio: {kind: flag, default: no} # operator of critical information infrastructure
      security-assessment: {kind: term, taxonomy: assessment, default: not-assessed}
      transfer-mechanism: {kind: term, taxonomy: transfer-mechanism, default: no-mechanism}
      secure-environment: {kind: flag, default: no} # usable but not visible; nothing raw leaves
      registered: {kind: flag, default: no} # notified, registered or licensed where that is asked
      release: {kind: term, taxonomy: release, default: unreleased} # of public or common data
      access-class: {kind: term, taxonomy: access-class, default: open-access} # of public data
      designated: {kind: flag, default: no} # by its government, for size or risk
      exempted: {kind: flag, default: no} # by its government's notification
      open-procedure: {kind: flag, default: no} # chosen in an open and fair procedure
      exclusive: {kind: flag, default: no} # to the exclusion of others
      equal-terms: {kind: flag, default: yes} # as for comparable parties, oneself included
      price: {kind: term, taxonomy: price, default: free}
      self-funded: {kind: flag, default: no} # the body must earn part of its costs

      # what the data touch
      affects-public-interest: {kind: flag, default: no} # or public safety
      national-security: {kind: flag, default: no} # does or may affect it

      # what only a person can judge
      necessary-and-proportionate: {kind: flag}
      substantial-investment: {kind: flag}
      serious-economic-damage: {kind: flag} # highly likely, despite safeguards
      unfair-competition: {kind: flag} # harms lawful interests and the order of the market
      unfair-term: {kind: flag}
      exceptional-need: {kind: flag}
      good-faith: {kind: flag}
      deceptive: {kind: flag} # contrary to what persons were told, on a point that matters
      substantial-injury: {kind: flag} # that persons cannot avoid and that no benefit outweighs
      unwarranted-invasion: {kind: flag} # of the privacy of the person whom a record is about
      public-interest-prevails: {kind: flag} # in disclosure, over the harm that it does
      fair-use: {kind: flag} # of what is another's by copyright

    names:
      party:
        person: {dpv: NaturalPerson, zh: 个人}
        enterprise: {dpv: PrivateSectorBody, zh: 企业}
        small-enterprise: {zh: 中小企业}
        broker: {zh: 数据商, label: data merchant}
        venue: {zh: 数据交易场所, label: data exchange}
        intermediary: {dpv: eu-dga:DataIntermediationServiceProvider}
        public-body: {odrl: assigner, dpv: eu-dga:PublicSectorBody, zh: 公共管理和服务机构}
        state-organ: {dpv: Authority, zh: 国家机关}
        regulator: {dpv: DataProtectionAuthority, zh: 网信办}
        authorised-operator: {zh: 授权运营机构}
        non-governmental-organisation: {dpv: NonGovernmentalOrganisation}
        cooperative: {dpv: eu-dga:DataCooperative}
        trustee: {zh: 受托者}
        altruism-organisation: {dpv: eu-dga:DataAltruismOrganisation}
      action:
        obtain: {dpv: Obtain}
        collect: {dpv: Collect, zh: 收集}
        use: {odrl: use, dpv: Use, zh: 使用}
        store: {odrl: archive, dpv: Store, zh: 存储}
        analyse: {dpv: Analyse, zh: 加工}
        derive: {odrl: derive, dpv: Derive, zh: 衍生}
        profile: {dpv: Profiling}
        provide: {odrl: distribute, dpv: Disclose, zh: 提供}
        share: {dpv: Share, zh: 共享}
        sell: {odrl: sell, dpv: SellDataToThirdParties, zh: 交易}
        license: {odrl: grantUse, zh: 许可}
        publish: {dpv: Disseminate, zh: 公开}
        disclose: {dpv: DiscloseByTransmission}
        export: {dpv: CrossBorderTransfer, zh: 出境}
        transfer: {odrl: transfer, dpv: Transfer, zh: 转移}
        erase: {odrl: delete, dpv: Erase, zh: 删除}
        charge: {odrl: compensate, dpv: FeeRequired, zh: 有偿}
        authorise: {zh: 授权运营}
      right:
        hold: {dpv: Store, zh: 持有权, label: data resource holding right}
        use: {odrl: use, dpv: Use, zh: 使用权, label: data processing and use right}
        operate: {odrl: grantUse, dpv: MakeAvailable, zh: 经营权, label: data product operation right}
        access: {odrl: reproduce, dpv: Obtain, zh: 查阅复制}
        port: {odrl: move, dpv: Move, zh: 转移}
        correct: {odrl: modify, zh: 更正}
        erase: {odrl: delete, dpv: Erase, zh: 删除}
        object: {zh: 拒绝}
        revenue: {odrl: compensate, dpv: hasFee, zh: 收益}
        participate: {zh: 协同治理}
      act:
        register: {dpv: PublicRegisterOfEntities, zh: 登记}
        audit: {dpv: AuditStatus, zh: 审计}
        review: {dpv: Assess, zh: 审查}
        pilot: {zh: 先行先试}
        set-standard: {zh: 标准}
      standing:
        subject: {dpv: DataSubject, zh: 个人}
        source: {zh: 数据来源者}
        controller: {odrl: assignee, dpv: DataController, zh: 个人信息处理者}
        processor: {dpv: DataProcessor, zh: 受托人}
        holder: {odrl: assigner, dpv: eu-dga:DataHolder, zh: 持有主体}
        licensee: {odrl: assignee, dpv: eu-dga:DataUser, zh: 使用方}
      origin:
        personal: {dpv: PersonalData, zh: 个人数据}
        enterprise: {zh: 企业数据}
        public: {zh: 公共数据}
      stage:
        raw: {zh: 原始数据}
        collected: {dpv: CollectedData}
        observed: {dpv: ObservedData}
        pseudonymised: {dpv: PseudonymisedData, zh: 去标识化}
        derived: {dpv: DerivedData, zh: 衍生数据}
        inferred: {dpv: InferredData}
        product: {zh: 数据产品}
        anonymised: {odrl: anonymize, dpv: AnonymisedData, zh: 匿名化}
        synthetic: {dpv: SyntheticData}
      grade:
        general: {zh: 一般数据}
        important: {zh: 重要数据}
        core: {zh: 核心数据}
      tag:
        sensitive: {dpv: SensitivePersonalData, zh: 敏感个人信息}
        special-category: {dpv: SpecialCategoryPersonalData}
        health-code: {zh: 健康码}
        trade-secret: {dpv: CommerciallyConfidentialData, zh: 商业秘密}
        state-secret: {zh: 国家秘密}
      purpose:
        service-provision: {dpv: ServiceProvision}
        commercial: {dpv: CommercialPurpose}
        advertising: {dpv: Advertising}
        targeted-advertising: {dpv: TargetedAdvertising}
        marketing: {dpv: Marketing}
        data-sale: {dpv: SellDataToThirdParties}
        product-development: {dpv: ResearchAndDevelopment}
        industrial-development: {zh: 产业发展}
        sector-development: {zh: 行业发展}
        public-benefit: {dpv: PublicBenefit}
        public-governance: {zh: 公共治理}
        public-welfare: {zh: 公益事业}
        official-statistics: {dpv: ProvideOfficialStatistics}
        data-altruism: {dpv: DataAltruism}
        scientific-research: {dpv: ScientificResearch}
        law-enforcement: {dpv: ProtectionOfPublicSecurity}
        national-security: {dpv: ProtectionOfNationalSecurity, zh: 国家安全}
      consent:
        refused: {dpv: ConsentRefused}
        withdrawn: {dpv: ConsentWithdrawn, zh: 撤回}
        valid: {odrl: obtainConsent, dpv: InformedConsent, zh: 同意}
        explicit: {dpv: ExplicitlyExpressedConsent}
        separate: {zh: 单独同意}
        parental: {label: by parent or guardian}
        blanket: {zh: 一揽子授权}
        forced: {zh: 强制同意}
      legal-basis:
        contract: {dpv: Contract}
        legal-obligation: {dpv: LegalObligation, zh: 法定义务}
        public-task: {dpv: PublicInterest, zh: 法定职责}
        vital-interest: {dpv: VitalInterest}
        legitimate-interest: {dpv: LegitimateInterest}
      jurisdiction:
        adequate: {dpv: eu-gdpr:A45-3}
      assessment:
        passed: {zh: 安全评估}
      transfer-mechanism:
        standard-contract: {dpv: eu-gdpr:SCCByCommission, zh: 标准合同}
        certification: {dpv: eu-gdpr:CertificationMechanismsForDataTransfers, zh: 认证}
        binding-corporate-rules: {dpv: eu-gdpr:BindingCorporateRules}
      zone-list:
        listed: {zh: 负面清单}

    """#
}
