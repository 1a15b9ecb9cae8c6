using Maru.Platform.Pages;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Shell;

/// <summary>The shop's styles, scripts and pictures.</summary>
internal static class ShopAssets
{
    private static readonly EmbeddedAssets Embedded = EmbeddedAssets.Load("/assets", typeof(ShopAssets).Assembly);

    public static string Url(string name) => Embedded.Url(name);

    public static void Map(IEndpointRouteBuilder root) => Embedded.Map(root);
}
