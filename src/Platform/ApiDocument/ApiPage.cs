using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.OpenApi;

namespace Maru.Platform.ApiDocument;

/// <summary>The API document as a page to read: plain HTML, folded with details elements, no scripts.</summary>
internal static class ApiPage
{
    private static readonly HttpMethod[] MethodOrder = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete];

    public static string Write(OpenApiDocument document)
    {
        var page = new StringBuilder(256 * 1024);
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Maru API</title>")
            .Append("<link rel=\"stylesheet\" href=\"/docs/api.css\"></head><body><header><h1>Maru API</h1><p>").Append(Text(document.Info?.Description))
            .Append("</p><p><a href=\"/openapi/v1.json\">The same as an OpenAPI 3.1 document</a></p></header><main>");
        var operations = document.Paths
            .SelectMany(p => p.Value.Operations ?? [], (p, o) => (Path: p.Key, Method: o.Key, Operation: o.Value))
            .GroupBy(o => o.Operation.Tags?.FirstOrDefault()?.Name ?? "other").OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        page.Append("<nav><h2>Parts</h2><ul>");
        foreach (var group in operations)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{Anchor(group.Key)}\">{Text(group.Key)}</a> <span>{group.Count()}</span></li>");
        }

        page.Append("</ul></nav>");
        foreach (var group in operations)
        {
            page.Append(CultureInfo.InvariantCulture, $"<section id=\"{Anchor(group.Key)}\"><h2>{Text(group.Key)}</h2>");
            foreach (var (path, method, operation) in group.OrderBy(o => o.Path, StringComparer.Ordinal).ThenBy(o => Array.IndexOf(MethodOrder, o.Method)))
            {
                WriteOperation(page, path, method.Method, operation);
            }

            page.Append("</section>");
        }

        page.Append("<section id=\"schemas\"><h2>Shapes</h2>");
        foreach (var (name, schema) in (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"<details id=\"schema-{Anchor(name)}\"><summary><code>{Text(name)}</code></summary>").Append(Paragraph(schema.Description));
            WriteProperties(page, schema);
            page.Append("</details>");
        }

        return page.Append("</section></main></body></html>").ToString();
    }

    private static void WriteOperation(StringBuilder page, string path, string method, OpenApiOperation operation)
    {
        page.Append(CultureInfo.InvariantCulture, $"<details id=\"{Text(operation.OperationId)}\"><summary><b class=\"{method.ToLowerInvariant()}\">{method}</b> <code>{Text(path)}</code> <span>{Text(operation.Summary)}</span></summary>")
            .Append(Paragraph(operation.Description));
        if (operation.Parameters is { Count: > 0 } parameters)
        {
            page.Append("<h3>Parameters</h3><table><tbody>");
            foreach (var parameter in parameters)
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{Text(parameter.Name)}</code></td><td>{Text(parameter.In?.ToString().ToLowerInvariant())}{(parameter.Required ? ", needed" : "")}</td><td>{TypeOf(parameter.Schema)}</td><td>{Text(parameter.Description)}</td></tr>");
            }

            page.Append("</tbody></table>");
        }

        if (operation.RequestBody?.Content is { Count: > 0 } body)
        {
            page.Append("<h3>Request</h3>");
            foreach (var (type, content) in body)
            {
                page.Append(CultureInfo.InvariantCulture, $"<p><code>{Text(type)}</code>: {TypeOf(content.Schema)}</p>");
                WriteInline(page, content.Schema);
            }
        }

        page.Append("<h3>Answers</h3><table><tbody>");
        foreach (var (status, response) in operation.Responses ?? [])
        {
            var content = response.Content is { Count: > 0 } some ? string.Join("<br>", some.Select(c => $"<code>{Text(c.Key)}</code>: {TypeOf(c.Value.Schema)}")) : "";
            page.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{Text(status)}</code></td><td>{Text(response.Description)}</td><td>{content}</td></tr>");
        }

        page.Append("</tbody></table></details>");
    }

    /// <summary>A named shape is linked to; one without a name is shown where it stands.</summary>
    private static void WriteInline(StringBuilder page, IOpenApiSchema? schema)
    {
        if (schema is not null and not OpenApiSchemaReference)
        {
            WriteProperties(page, schema);
        }
    }

    private static void WriteProperties(StringBuilder page, IOpenApiSchema schema)
    {
        if (schema.Properties is not { Count: > 0 } properties)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{TypeOf(schema)}</p>");
            return;
        }

        page.Append("<table><tbody>");
        foreach (var (name, property) in properties)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{Text(name)}</code></td><td>{(schema.Required?.Contains(name) == true ? "needed" : "")}</td><td>{TypeOf(property)}</td><td>{Text(property.Description)}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    private static string TypeOf(IOpenApiSchema? schema)
    {
        switch (schema)
        {
            case null:
                return "anything";
            case OpenApiSchemaReference { Reference.Id: { } id }:
                return $"<a href=\"#schema-{Anchor(id)}\">{Text(id)}</a>";
        }

        if (schema.Enum is { Count: > 0 } choices)
        {
            return string.Join(" or ", choices.Where(c => c is not null).Select(c => $"<code>{Text(c.ToString())}</code>"));
        }

        if ((schema.OneOf ?? schema.AnyOf ?? schema.AllOf) is { Count: > 0 } several)
        {
            return string.Join(" or ", several.Select(TypeOf).Distinct());
        }

        if (schema.Type is not { } type)
        {
            return "anything";
        }

        var plain = type & ~JsonSchemaType.Null;
        var words = plain switch
        {
            JsonSchemaType.Array => "list of " + TypeOf(schema.Items),
            JsonSchemaType.Object when schema.AdditionalProperties is { } values => "by name: " + TypeOf(values),
            JsonSchemaType.Object => "object",
            0 => "null",
            _ => Text(string.Join(" or ", plain.ToIdentifiers()) + (schema.Format is { } format ? $" ({format})" : "")),
        };
        return type.HasFlag(JsonSchemaType.Null) && plain != 0 ? words + " or null" : words;
    }

    private static string Paragraph(string? text) => text is { Length: > 0 } ? $"<p>{Text(text)}</p>" : "";

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    private static string Anchor(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
