@_exported public import TenureDocuments
@_exported public import TenureEngine
@_exported public import TenureMeasures
@_exported public import TenureModel
