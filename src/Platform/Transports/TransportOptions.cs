using Microsoft.Extensions.Configuration;

namespace Maru.Platform.Transports;

/// <summary>Settings under <c>Transport</c>: how events travel between installations with databases of their own.</summary>
/// <param name="Prefix">Begins the names of queues and topics, so that several installations can share a broker.</param>
/// <param name="Sends">Modules whose log lives in this database and is needed elsewhere.</param>
/// <param name="Receives">Modules whose log lives in another database and is needed here.</param>
public sealed record TransportOptions(string Kind, string Uri, string Prefix, IReadOnlyList<string> Sends, IReadOnlyList<string> Receives)
{
    public const string KindSetting = "Transport:Kind";
    public const string UriSetting = "Transport:Uri";
    public const string PrefixSetting = "Transport:Prefix";
    public const string SendsSetting = "Transport:Sends";
    public const string ReceivesSetting = "Transport:Receives";

    public static IReadOnlyList<string> Kinds { get; } = ["postgres", "rabbitmq"];

    /// <returns>Null if events do not travel.</returns>
    public static TransportOptions? Read(IConfiguration configuration) => configuration[KindSetting] is { } kind
        ? new TransportOptions(kind, configuration[UriSetting] ?? "", configuration[PrefixSetting] ?? "maru", Names(configuration[SendsSetting]), Names(configuration[ReceivesSetting]))
        : null;

    /// <returns>Null, or a sentence on each thing that is wrong.</returns>
    public static string? Refuse(IConfiguration configuration, IReadOnlyList<string> modules)
    {
        if (Read(configuration) is not { } options)
        {
            return null;
        }

        var wrong = new List<string>();
        if (!Kinds.Contains(options.Kind))
        {
            wrong.Add($"{KindSetting} is '{options.Kind}'; it can be {string.Join(", ", Kinds)}.");
        }

        if (options.Uri.Length == 0)
        {
            wrong.Add($"{UriSetting} is missing: where the carrier is.");
        }

        wrong.AddRange(options.Sends.Concat(options.Receives).Except(modules).Select(m => $"There is no module {m} whose events could travel."));
        wrong.AddRange(options.Sends.Intersect(options.Receives).Select(m => $"{m} is both in {SendsSetting} and in {ReceivesSetting}: a log has one home."));
        return wrong.Count == 0 ? null : string.Join(" ", wrong);
    }

    private static string[] Names(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
