using System.CommandLine;

namespace Maru.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string> Data() => new("--data")
    {
        Description = "Data directory.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MARU_DATA") ?? Path.Combine(Environment.CurrentDirectory, ".maru", "data"),
    };

    public static IReadOnlySet<string>? Names(string? list) =>
        string.IsNullOrWhiteSpace(list) ? null : list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
}
