using Maru.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Maru.Platform.ApiDocument;

/// <summary>Types that write themselves into JSON: the framework sees only that they do, not what comes out.</summary>
internal sealed class DescribedSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Currency))
        {
            SetText(schema, null, "Currency by ISO 4217.");
            schema.Pattern = "^[A-Z]{3}$";
        }
        else if (type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>)))
        {
            SetText(schema, "uuid", null);
        }

        return Task.CompletedTask;
    }

    private static void SetText(OpenApiSchema schema, string? format, string? description)
    {
        schema.Type = JsonSchemaType.String;
        schema.Format = format;
        schema.Properties = null;
        schema.Required = null;
        schema.Description ??= description;
    }
}
