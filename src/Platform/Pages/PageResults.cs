using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Platform.Pages;

/// <summary>Pages are components rendered on the server.</summary>
public static class PageResults
{
    /// <param name="parameters">Members that are named as the component's parameters are; null for none.</param>
    /// <param name="shared">The one parameter that every page of this kind has, by name.</param>
    public static RazorComponentResult<TPage> Show<TPage>(
        HttpContext context, string cacheControl, (string Name, object Value) shared, object? parameters, int status) where TPage : IComponent
    {
        context.Response.Headers.CacheControl = cacheControl;
        var values = parameters is null ? [] : parameters.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(parameters));
        values[shared.Name] = shared.Value;
        return new RazorComponentResult<TPage>(values) { StatusCode = status };
    }
}
