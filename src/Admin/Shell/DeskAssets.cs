using Maru.Platform.Pages;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Shell;

/// <summary>The back office's style sheet and script.</summary>
internal static class DeskAssets
{
    private static readonly EmbeddedAssets Embedded = EmbeddedAssets.Load("/admin/assets", typeof(DeskAssets).Assembly);

    public static string Url(string name) => Embedded.Url(name);

    public static void Map(IEndpointRouteBuilder root) => Embedded.Map(root);
}
