using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Platform.Remote;

/// <summary>Answers calls of other processes to the contracts offered here.</summary>
internal static class RemoteEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<ModuleBuilder.Offer> offers)
    {
        var methods = offers
            .SelectMany(o => o.Contract.GetMethods().Concat(o.Contract.GetInterfaces().SelectMany(i => i.GetMethods())), (o, m) => (o.Contract, Method: new RemoteMethod(m)))
            .ToFrozenDictionary(x => x.Method.Path);
        routes.MapPost(RemoteCalls.Prefix + "{contract}/{method}", async (string contract, string method, HttpContext context, ClusterKey key) =>
        {
            var given = Encoding.UTF8.GetBytes(context.Request.Headers[RemoteCalls.KeyHeader].ToString());
            if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(key.Value)) || !methods.TryGetValue($"{contract}/{method}", out var found))
            {
                return Results.NotFound();
            }

            var target = context.RequestServices.GetRequiredService(found.Contract);
            return Results.Bytes(await found.Method.ServeAsync(target, context.Request.Body, context.RequestAborted), "application/json");
        }).ExcludeFromDescription().WithMetadata(new DisableRequestSizeLimitAttribute());
    }
}
