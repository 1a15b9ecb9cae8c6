using System.Globalization;
using System.Text.RegularExpressions;
using Maru.Contracts;
using Maru.Contracts.Configuration;

namespace Maru.Platform.Configuration;

/// <summary>
/// A setting that can change while the shop runs. A module keeps one in a static field, lists it with <c>module.Declares</c> and reads it through
/// <see cref="ISettings"/>. Its default can be set in the environment: "ordering.paymentTimeout" is the configuration key Ordering:PaymentTimeout.
/// </summary>
public abstract partial class Setting
{
    private protected Setting(string name, SettingKind kind, LocalizedText title, LocalizedText description, LocalizedText rule)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new ArgumentException($"'{name}' is not a setting's name: area.inCamelCase.", nameof(name));
        }

        (Name, Kind, Title, Description, Rule) = (name, kind, title, description, rule);
    }

    public string Name { get; }

    public SettingKind Kind { get; }

    public LocalizedText Title { get; }

    public LocalizedText Description { get; }

    /// <summary>What values are allowed.</summary>
    public LocalizedText Rule { get; }

    public IReadOnlyList<string> Choices { get; private protected init; } = [];

    internal string ConfigurationKey => Name.Replace('.', ':');

    internal abstract object BuiltInDefault { get; }

    public static Setting<bool> Toggle(string name, bool fallback, LocalizedText title, LocalizedText description) => new(
        name, SettingKind.Toggle, fallback, title, description, new LocalizedText("true 또는 false", "true or false"),
        text => bool.TryParse(text, out var value) ? value : null, value => value ? "true" : "false");

    public static Setting<int> WholeNumber(string name, int fallback, int least, int most, LocalizedText title, LocalizedText description) => new(
        name, SettingKind.WholeNumber, fallback, title, description, new LocalizedText($"{least} 이상 {most} 이하의 정수", $"a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null,
        value => value.ToString(CultureInfo.InvariantCulture));

    public static Setting<TimeSpan> Duration(string name, TimeSpan fallback, TimeSpan least, TimeSpan most, LocalizedText title, LocalizedText description) => new(
        name, SettingKind.Duration, fallback, title, description,
        new LocalizedText($"{Durations.Write(least)} 이상 {Durations.Write(most)} 이하의 시간", $"a duration from {Durations.Write(least)} to {Durations.Write(most)}"),
        text => Durations.Read(text) is { } value && value >= least && value <= most ? value : null, Durations.Write);

    /// <summary>How many in what time.</summary>
    public static Setting<Rate> Limit(string name, Rate fallback, LocalizedText title, LocalizedText description) => new(
        name, SettingKind.Rate, fallback, title, description,
        new LocalizedText("횟수/시간(예: 20/1m), 제한하지 않으려면 off", "a count by a duration of up to a day, like 20/1m; off for no limit"), Rate.Read, value => value.ToString());

    public static Setting<string> Line(string name, string fallback, int mostCharacters, LocalizedText title, LocalizedText description) => new(
        name, SettingKind.Text, fallback, title, description, new LocalizedText($"{mostCharacters}자 이하의 한 줄", $"one line of at most {mostCharacters} characters"),
        text => text.Trim() is { Length: > 0 } line && line.Length <= mostCharacters && !line.Any(char.IsControl) ? line : null, value => value);

    public static Setting<string> Choice(string name, string fallback, IReadOnlyList<string> choices, LocalizedText title, LocalizedText description)
    {
        var list = string.Join(", ", choices);
        return new(name, SettingKind.Choice, fallback, title, description, new LocalizedText($"다음 중 하나: {list}", $"one of {list}"), text => choices.Contains(text) ? text : null, value => value)
        {
            Choices = choices,
        };
    }

    /// <returns>The value a text stands for, or null if the setting does not allow it.</returns>
    internal abstract object? Read(string text);

    internal abstract string Write(object value);

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

/// <inheritdoc />
public sealed class Setting<T> : Setting where T : notnull
{
    private readonly Func<string, object?> _read;
    private readonly Func<T, string> _write;

    internal Setting(string name, SettingKind kind, T fallback, LocalizedText title, LocalizedText description, LocalizedText rule, Func<string, object?> read, Func<T, string> write)
        : base(name, kind, title, description, rule)
    {
        _read = read;
        _write = write;
        BuiltInDefault = fallback;
    }

    internal override object BuiltInDefault { get; }

    internal override object? Read(string text) => _read(text.Trim());

    internal override string Write(object value) => _write((T)value);
}
