@_exported public import TenureModel
