namespace Maru.Contracts.Configuration;

/// <summary>The back office's view of the settings that can change while the shop runs. A change reaches all processes within about a second.</summary>
public interface ISettingsAdministration
{
    /// <summary>Every setting of every module, by name.</summary>
    Task<IReadOnlyList<SettingView>> ListAsync(CancellationToken ct);

    Task<SettingView?> FindAsync(string name, CancellationToken ct);

    /// <param name="value">In the form its kind reads (see <see cref="SettingKind"/>).</param>
    /// <param name="reason">Why; kept in the history.</param>
    Task<Result<SettingView>> ChangeAsync(string name, string value, string reason, string actor, CancellationToken ct);

    /// <summary>Back to the default.</summary>
    Task<Result<SettingView>> ResetAsync(string name, string reason, string actor, CancellationToken ct);

    /// <summary>Newest first; of one setting, or of all if <paramref name="name"/> is null.</summary>
    Task<Page<SettingChange>> ListHistoryAsync(string? name, PageRequest page, CancellationToken ct);

    /// <summary>Gives a setting the value it had before a change; itself a change, with its own entry in the history.</summary>
    Task<Result<SettingView>> RevertAsync(long change, string reason, string actor, CancellationToken ct);
}

/// <summary>How a setting's value is written.</summary>
public enum SettingKind
{
    /// <summary>"true" or "false".</summary>
    Toggle,

    /// <summary>A whole number, without separators.</summary>
    WholeNumber,

    /// <summary>A number and a unit: "500ms", "90s", "15m", "2h", "7d".</summary>
    Duration,

    /// <summary>So many in a time: "20/1m"; "off" for no limit.</summary>
    Rate,

    Text,

    /// <summary>One of <see cref="SettingView.Choices"/>.</summary>
    Choice,
}

/// <param name="Name">Begins with the area: "ordering.paymentTimeout".</param>
/// <param name="Value">In force now.</param>
/// <param name="Default">What it is where nobody changed it: from the environment, or the code's own.</param>
/// <param name="Rule">What values are allowed, in words.</param>
/// <param name="Choices">Of a choice; empty otherwise.</param>
/// <param name="ChangedAt">Null while the default is in force.</param>
public sealed record SettingView(
    string Name, string Module, SettingKind Kind, LocalizedText Title, LocalizedText Description, LocalizedText Rule, IReadOnlyList<string> Choices, string Value,
    string Default, DateTimeOffset? ChangedAt, string? ChangedBy);

/// <param name="Before">Null where the default was in force.</param>
/// <param name="After">Null where the default came back.</param>
/// <param name="Reverts">The change that this one took back.</param>
public sealed record SettingChange(long Number, string Name, string? Before, string? After, string Reason, string Actor, DateTimeOffset At, long? Reverts);
