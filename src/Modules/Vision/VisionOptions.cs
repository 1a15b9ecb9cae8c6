using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Vision;

/// <summary>
/// The section "Vision" of the configuration. <paramref name="Model"/> is an ONNX file to look at pictures with instead of Maru's own network
/// (Vision:Model), <paramref name="ModelName"/> what to call it (Vision:ModelName); <paramref name="Classifies"/> lets products without a category be put
/// in one by themselves (Vision:Classify).
/// </summary>
internal sealed record VisionOptions(string? Model, string ModelName, bool Classifies)
{
    public static VisionOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Vision");
        var model = section["Model"] is { Length: > 0 } path ? path : null;
        if (model is not null && !File.Exists(model))
        {
            throw new FormatException($"Vision:Model: there is no file {model}.");
        }

        return new VisionOptions(model, section["ModelName"] ?? Path.GetFileNameWithoutExtension(model ?? ""), bool.Parse(section["Classify"] ?? "true"));
    }
}
