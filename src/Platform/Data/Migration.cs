using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Maru.Platform.Data;

/// <summary>One numbered step of a schema, from an embedded file Migrations/NNN_name.sql.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Line ends do not count: a checkout on another system must not read as a changed migration.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n").TrimEnd())));

    /// <summary>The migrations embedded in an assembly, in order. Two with one number, or a name that is none, is a bug of the build.</summary>
    public static IReadOnlyList<Migration> In(Assembly assembly, string folder = ".Migrations.")
    {
        var found = new SortedDictionary<int, Migration>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal) && n.Contains(folder, StringComparison.Ordinal)))
        {
            var file = resource[(resource.LastIndexOf(folder, StringComparison.Ordinal) + folder.Length)..^".sql".Length];
            if (file.Length < 5 || !int.TryParse(file.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || file[3] != '_')
            {
                throw new InvalidOperationException($"{resource} is not named NNN_name.sql.");
            }

            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            if (!found.TryAdd(number, new Migration(number, file, reader.ReadToEnd())))
            {
                throw new InvalidOperationException($"{assembly.GetName().Name} has two migrations numbered {number}.");
            }
        }

        return [.. found.Values];
    }
}
