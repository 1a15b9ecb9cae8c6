using System.CommandLine;
using Maru.Engines.Imaging.Embedding.Onnx;

namespace Maru.Commands;

/// <summary>`maru fetch-onnxruntime`: the library that runs an operator's own picture model.</summary>
internal static class FetchOnnxRuntimeCommand
{
    public static Command Create()
    {
        var cache = new Option<string>("--cache")
        {
            Description = "Where to keep it.",
            DefaultValueFactory = _ => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "maru"),
        };
        var command = new Command("fetch-onnxruntime", "Fetches ONNX Runtime with npm, for picture models of one's own, and prints its path.") { cache };
        command.SetAction(async (parsed, ct) =>
        {
            var (path, obstacle) = await OnnxRuntimeLibrary.FetchAsync(parsed.GetValue(cache)!, ct);
            (path is null ? Console.Error : Console.Out).WriteLine(path ?? obstacle);
            return path is null ? 1 : 0;
        });
        return command;
    }
}
