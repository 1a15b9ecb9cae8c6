using System.CommandLine;
using Maru.Commands;

var root = new RootCommand("Maru: a shop, a marketplace and an outlet in one binary.")
{
    ServeCommand.Create(),
    ModulesCommand.Create(),
    HealthCommand.Create(),
    CheckConfigCommand.Create(),
    ProveCommand.Create(),
    RehearseSaleCommand.Create(),
    ImportCommand.Create(),
    ExportCommand.Create(),
    SandboxProviderCommand.Create(),
    VectorsEvalCommand.Create(),
    VisionEvalCommand.Create(),
    VisionRebuildCommand.Create(),
    FetchOnnxRuntimeCommand.Create(),
    SearchEvalCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
