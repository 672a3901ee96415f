import Tenure
import TenureCommand

TenureCommandLine.main(plugins: Plugins.builtIn)
