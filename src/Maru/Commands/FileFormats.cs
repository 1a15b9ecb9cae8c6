using System.CommandLine;
using Maru.Contracts.Catalog;

namespace Maru.Commands;

/// <summary>Formats of product files, as they are named on the command line.</summary>
internal static class FileFormats
{
    private static readonly Dictionary<string, FileFormat> Names = new()
    {
        ["shopify"] = FileFormat.Shopify,
        ["google"] = FileFormat.Google,
        ["google-xml"] = FileFormat.GoogleXml,
        ["jsonl"] = FileFormat.Jsonl,
    };

    public static Option<string?> Option()
    {
        var option = new Option<string?>("--format") { Description = "The file's format; told by its content if left out." };
        option.AcceptOnlyFromAmong([.. Names.Keys]);
        return option;
    }

    public static FileFormat? Parse(string? name) => name is null ? null : Names[name];
}
