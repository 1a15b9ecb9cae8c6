using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Administration;

/// <summary>Whether a product's attributes are what its category asks for. Attributes that no category defines are free.</summary>
internal static class AttributeRules
{
    public static IEnumerable<(string Field, string Message)> Broken(IReadOnlyList<AttributeDefinition> definitions, IReadOnlyDictionary<string, LocalizedText> attributes)
    {
        foreach (var definition in definitions)
        {
            var field = "attributes." + definition.Code;
            if (!attributes.TryGetValue(definition.Code, out var value) || string.IsNullOrWhiteSpace(value.In("en")))
            {
                if (definition.Required)
                {
                    yield return (field, "is needed in this category");
                }
            }
            else if (Problem(definition, value) is { } problem)
            {
                yield return (field, problem);
            }
        }
    }

    private static string? Problem(AttributeDefinition definition, LocalizedText value) => definition.Kind switch
    {
        AttributeKind.Number when !decimal.TryParse(value.In("en"), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => "must be a number",
        AttributeKind.YesNo when value.In("en") is not ("true" or "false") => "must be true or false",
        AttributeKind.Choice when !definition.Choices.Contains(value) && !definition.Choices.Any(c => c.In("en") == value.In("en")) =>
            "must be one of " + string.Join(", ", definition.Choices.Select(c => c.In("en"))),
        _ => null,
    };
}
