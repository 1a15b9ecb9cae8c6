using System.Reflection;
using Maru.Contracts;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Http.Limits;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Maru.Platform.ApiDocument;

/// <summary>Adds to each operation what the framework cannot see: names, rights, headers and pages that parameters bind by themselves, failures.</summary>
internal sealed class DescribedOperations : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? "GET";
        var path = "/" + context.Description.RelativePath;
        var handler = metadata.OfType<MethodInfo>().LastOrDefault();
        var name = metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName;
        operation.OperationId = name ?? OperationNames.IdOf(method, path);
        operation.Summary ??= OperationNames.SummaryOf(method, path, name, handler);
        AddParameters(operation, path, handler);
        AddQuery(operation, metadata.OfType<QueryParameter>());
        AddRights(operation, metadata.OfType<Requirement>().ToArray(), context.Document!);
        operation.Responses ??= [];
        if (metadata.OfType<RateLimitPolicy>().Any())
        {
            operation.Responses["429"] = new OpenApiResponse { Description = "Too many requests in a short time; the header Retry-After says how many seconds to wait." };
        }

        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "What went wrong, as problem details (RFC 9457).",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(DescribedDocument.Problem, context.Document) },
            },
        };
        return Task.CompletedTask;
    }

    private static void AddParameters(OpenApiOperation operation, string path, MethodInfo? handler)
    {
        // A handler that takes the whole request has parameters nobody sees.
        foreach (var name in path.Split('/').Where(s => s.StartsWith('{') && s.EndsWith('}')).Select(s => s[1..^1].Split(':')[0]))
        {
            Add(operation, new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }

        var types = handler?.GetParameters().Select(p => p.ParameterType).ToHashSet() ?? [];
        if (types.Contains(typeof(IdempotencyKey)))
        {
            Add(operation, new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Required = true,
                Description = "A repeat with the same key and the same body gets the first answer again and changes nothing.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
            });
        }

        if (types.Contains(typeof(Paging)))
        {
            Add(operation, Number("page", "Which page, from 1.", 1_000_000));
            Add(operation, Number("pageSize", $"How many on a page; {PageRequest.DefaultSize} if left out.", PageRequest.MaxSize));
        }
    }

    private static void AddQuery(OpenApiOperation operation, IEnumerable<QueryParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            Add(operation, new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = new OpenApiSchema { Type = parameter.IsNumber ? JsonSchemaType.Integer : parameter.IsToggle ? JsonSchemaType.Boolean : JsonSchemaType.String },
            });
        }
    }

    private static void AddRights(OpenApiOperation operation, Requirement[] requirements, OpenApiDocument document)
    {
        if (requirements.Length == 0)
        {
            return;
        }

        operation.Security = [.. DescribedDocument.Schemes.Keys.Select(s => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(s, document)] = [] })];
        var permissions = requirements.Select(r => r.Permission).OfType<string>().Distinct().ToArray();
        var needs = permissions.Length == 0 ? "Needs a signed-in user." : $"Needs the permission {string.Join(" and ", permissions)}.";
        operation.Description = operation.Description is { Length: > 0 } said ? said + "\n\n" + needs : needs;
    }

    private static OpenApiParameter Number(string name, string description, int most) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = most.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };

    private static void Add(OpenApiOperation operation, OpenApiParameter parameter)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.All(p => p.Name != parameter.Name))
        {
            operation.Parameters.Add(parameter);
        }
    }
}
