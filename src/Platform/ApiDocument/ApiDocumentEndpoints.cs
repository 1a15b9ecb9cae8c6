using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Maru.Platform.ApiDocument;

/// <summary>
/// GET /openapi/v1.json and the page /docs/api made of it. Written when first asked for, then kept: the endpoints of a process do not change, and a
/// start should not pay for what few ask.
/// </summary>
internal sealed class ApiDocumentEndpoints(IServiceProvider services)
{
    private const string Name = "v1";
    private readonly Lazy<Task<Written>> _written = new(() => WriteAsync(services));

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ApiDocumentEndpoints>();
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddOperationTransformer<DescribedOperations>();
            options.AddSchemaTransformer<DescribedSchemas>();
            options.AddDocumentTransformer<DescribedDocument>();
        });
    }

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/openapi/v1.json", async (ApiDocumentEndpoints documents, HttpContext context) => Send(context, (await documents._written.Value).Json, "application/json"))
            .ExcludeFromDescription();
        root.MapGet("/docs/api", async (ApiDocumentEndpoints documents, HttpContext context) => Send(context, (await documents._written.Value).Page, "text/html; charset=utf-8"))
            .ExcludeFromDescription();
        root.MapGet("/docs/api.css", (HttpContext context) => Send(context, Style.Value, "text/css; charset=utf-8")).ExcludeFromDescription();
    }

    private static readonly Lazy<byte[]> Style = new(() =>
    {
        using var stream = typeof(ApiDocumentEndpoints).Assembly.GetManifestResourceStream("api.css")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    });

    private static IResult Send(HttpContext context, byte[] content, string type)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(content, type);
    }

    private static async Task<Written> WriteAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        return new Written(json.ToArray(), Encoding.UTF8.GetBytes(ApiPage.Write(document)));
    }

    private sealed record Written(byte[] Json, byte[] Page);
}
