using Maru.Platform.Tests.Events;
using Xunit.Runner.InProc.SystemConsole;

// The same program runs the tests and, started by a test, is the process that the test kills.
return args is [LogWorker.Word, var connectionString, var seed] ? await LogWorker.RunAsync(connectionString, int.Parse(seed)) : await ConsoleRunner.Run(args);
