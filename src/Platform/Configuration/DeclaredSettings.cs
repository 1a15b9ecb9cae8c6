using Microsoft.Extensions.Configuration;

namespace Maru.Platform.Configuration;

/// <summary>What all modules of the binary declare, whichever of them run here, with the defaults the environment gives them.</summary>
internal sealed class DeclaredSettings
{
    private readonly SortedDictionary<string, DeclaredSetting> _byName = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Two have one name, or the environment gives one a value it does not allow; says all of them at once.</exception>
    public DeclaredSettings(IEnumerable<(string Module, Setting Setting)> declarations, IConfiguration configuration)
    {
        var errors = new List<string>();
        foreach (var (module, setting) in declarations)
        {
            var given = configuration[setting.ConfigurationKey];
            var value = given is null ? setting.BuiltInDefault : setting.Read(given);
            if (value is null)
            {
                errors.Add($"{setting.ConfigurationKey}: '{given}' is not allowed; {setting.Rule.En}.");
            }

            if (!_byName.TryAdd(setting.Name, new DeclaredSetting(module, setting, value ?? setting.BuiltInDefault)))
            {
                errors.Add($"{_byName[setting.Name].Module} and {module} both declare the setting {setting.Name}.");
            }
        }

        if (errors.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', errors));
        }
    }

    public IReadOnlyCollection<DeclaredSetting> All => _byName.Values;

    public DeclaredSetting? Find(string name) => _byName.GetValueOrDefault(name);
}

internal sealed record DeclaredSetting(string Module, Setting Setting, object Default);
