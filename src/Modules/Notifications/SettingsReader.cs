using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Notifications;

/// <summary>Reads keys and gathers what is wrong with them. Values are never repeated in messages: they are secrets.</summary>
internal sealed class SettingsReader(IConfigurationSection section, List<string>? errors = null)
{
    private readonly List<string> _errors = errors ?? [];

    public bool Has(string key) => !string.IsNullOrWhiteSpace(section[key]);

    public string Text(string key) => section[key]?.Trim() ?? "";

    public string? Optional(string key) => Has(key) ? Text(key) : null;

    public void Require(bool holds, string key, string otherwise)
    {
        if (!holds)
        {
            _errors.Add($"{section.Path}:{key} {otherwise}");
        }
    }

    public int Number(string key, int fallback, int least, int most)
    {
        var value = fallback;
        Require(
            !Has(key) || (int.TryParse(section[key], NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most), key,
            string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}."));
        return value;
    }

    public bool Flag(string key, bool fallback)
    {
        var value = fallback;
        Require(!Has(key) || bool.TryParse(section[key], out value), key, "must be true or false.");
        return value;
    }

    public T Choice<T>(string key, T fallback) where T : struct, Enum
    {
        var value = fallback;
        Require(
            !Has(key) || (Enum.TryParse(section[key], ignoreCase: true, out value) && Enum.IsDefined(value)), key, $"must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        return value;
    }

    public Uri Address(string key, string? fallback = null)
    {
        if (Uri.TryCreate((section[key] ?? fallback)?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        Require(false, key, "must be an http(s) address.");
        return new Uri("http://localhost/");
    }

    public string FileText(string key)
    {
        try
        {
            return File.ReadAllText(Text(key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Require(false, key, "must name a file that can be read.");
            return "";
        }
    }

    /// <summary>The named members of a JSON file, all of them texts.</summary>
    public IReadOnlyDictionary<string, string> FileJson(string key, params string[] members)
    {
        var text = FileText(key);
        try
        {
            using var json = JsonDocument.Parse(text);
            return members.ToDictionary(m => m, m => json.RootElement.GetProperty(m).GetString() ?? throw new JsonException(m));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            Require(text.Length == 0, key, $"must name a JSON file with {string.Join(", ", members)}.");
            return members.ToDictionary(m => m, _ => "");
        }
    }

    /// <summary>All of the keys, or none of them.</summary>
    public T? Group<T>(string name, string[] keys, Func<SettingsReader, T> make) where T : class
    {
        var group = new SettingsReader(section.GetSection(name), _errors);
        var missing = keys.Where(k => !group.Has(k)).ToArray();
        if (missing.Length == keys.Length)
        {
            return null;
        }

        _errors.AddRange(missing.Select(k => $"{section.Path}:{name}:{k} is needed, for other keys of {name} are set."));
        return missing.Length == 0 ? make(group) : null;
    }

    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
        {
            throw new InvalidOperationException("The configuration of notifications is wrong:\n" + string.Join('\n', _errors));
        }
    }
}
