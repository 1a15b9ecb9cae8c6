namespace Maru.Platform.Postgres;

/// <summary>Programs on PATH.</summary>
internal static class Programs
{
    public static bool Exists(string name) => PathOfThisProcess().Any(directory => File.Exists(Path.Combine(directory, name)));

    public static IReadOnlyList<string> PathOfThisProcess() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
