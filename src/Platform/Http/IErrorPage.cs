using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Http;

/// <summary>Shows people what programs are told as problem details.</summary>
public interface IErrorPage
{
    /// <summary>Whether the request came from somebody who looks at pages.</summary>
    bool IsFor(HttpContext context);

    /// <summary>Writes the page for the status that is set already. Must need nothing that may be what failed.</summary>
    Task ShowAsync(HttpContext context);
}
