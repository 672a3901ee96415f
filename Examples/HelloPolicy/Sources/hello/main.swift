import HelloPolicy
import Tenure
import TenureCommand

// All of `tenure`, for documents that may name the plugin, too.
TenureCommandLine.main(plugins: Plugins.builtIn + [.circulation(ConsentTable.self)])
