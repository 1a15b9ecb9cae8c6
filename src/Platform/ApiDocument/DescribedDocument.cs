using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Maru.Platform.ApiDocument;

/// <summary>What holds for the whole API: who it is, how callers prove who they are, what failures look like.</summary>
internal sealed class DescribedDocument : IOpenApiDocumentTransformer
{
    public const string Problem = "Problem";

    public static IReadOnlyDictionary<string, OpenApiSecurityScheme> Schemes { get; } = new Dictionary<string, OpenApiSecurityScheme>
    {
        ["accessToken"] = new()
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "From POST /api/v1/auth/login; good for a few minutes, renewed by POST /api/v1/auth/refresh.",
        },
        ["apiKey"] = new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key", Description = "For machines; made in the back office." },
    };

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Maru",
            Version = "v1",
            Description =
                "The shop's API. Amounts are in minor units with their ISO 4217 currency; times are UTC (RFC 3339). Request bodies are JSON: a field that is unknown or given " +
                "twice is refused. Lists come in pages of 20, at most 100. Every failure is a problem (RFC 9457) whose code says which.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        foreach (var (name, scheme) in Schemes)
        {
            document.Components.SecuritySchemes[name] = scheme;
        }

        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Problem] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Problem details. Some codes come with members of their own.",
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("Names the kind of problem: /problems/ and its code."),
                ["title"] = Text("The kind of problem, in words."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
                ["detail"] = Text("What went wrong this time."),
                ["code"] = Text("For programs: stays the same between versions."),
                ["traceId"] = Text("Under which the request was recorded."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "By field: what is wrong with it.",
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                },
            },
            Required = new HashSet<string> { "type", "title", "status" },
        };
        return Task.CompletedTask;
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
