using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Platform.Http.Limits;

/// <summary>Attaches limits to endpoints, and holds the general one over the whole API.</summary>
public static class RateLimiting
{
    /// <summary>Refuses requests that come faster than each of the limits allows. Kept as metadata too, so that the API document can say it.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder endpoints, params ReadOnlySpan<RateLimitPolicy> policies) where TBuilder : IEndpointConventionBuilder
    {
        foreach (var policy in policies)
        {
            endpoints.WithMetadata(policy);
            endpoints.AddEndpointFilter(async (invocation, next) =>
            {
                var context = invocation.HttpContext;
                var subject = invocation.Arguments.OfType<ILimitedRequest>().FirstOrDefault()?.LimitSubject;
                return Refuse(context.RequestServices.GetRequiredService<RateLimiter>(), policy, context, subject) is { } refusal ? refusal : await next(invocation);
            });
        }

        return endpoints;
    }

    internal static ProblemHttpResult? Refuse(RateLimiter limiter, RateLimitPolicy policy, HttpContext context, string? subject)
    {
        if (!limiter.IsOn || WhoOf(policy, context, subject) is not { } who || limiter.Take(policy, who) is not { } wait)
        {
            return null;
        }

        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new TooManyRequests(seconds).ToProblem();
    }

    /// <summary>
    /// Null: not counted. An address of this machine says nothing about who calls: before a proxy that is not among Http:TrustedProxies all shoppers
    /// would share one count.
    /// </summary>
    private static UInt128? WhoOf(RateLimitPolicy policy, HttpContext context, string? subject)
    {
        var caller = policy.By is CountedBy.Caller or CountedBy.CallerOrSubject ? context.Caller() : Caller.Anonymous;
        if (caller.User is { } user)
        {
            Span<byte> id = stackalloc byte[16];
            user.Value.TryWriteBytes(id);
            return BinaryPrimitives.ReadUInt128BigEndian(id);
        }

        if (caller.ApiKeyId is { } key)
        {
            return Hash("key", key);
        }

        if (policy.By == CountedBy.CallerOrSubject)
        {
            return subject is null ? AddressOf(context) : Hash("subject", subject);
        }

        return AddressOf(context) is { } address && policy.By == CountedBy.AddressAndSubject && subject is not null
            ? Hash(address.ToString(CultureInfo.InvariantCulture), subject.Trim().ToUpperInvariant())
            : AddressOf(context);
    }

    /// <summary>An IPv4 address, or the 64 bits of an IPv6 address that one household or server has.</summary>
    private static UInt128? AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        address.TryWriteBytes(bytes, out var length);
        if (length == 16)
        {
            bytes[8..].Clear();
        }

        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static UInt128 Hash(string kind, string text) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(kind + "\0" + text)));
}

/// <summary>The general limit, for everything under /api.</summary>
internal sealed class GeneralLimit(RequestDelegate next, RateLimiter limiter)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") && RateLimiting.Refuse(limiter, RateLimits.General, context, null) is { } refusal
            ? refusal.ExecuteAsync(context)
            : next(context);
}

/// <param name="RetryAfterSeconds">Also in the header Retry-After.</param>
internal sealed record TooManyRequests(int RetryAfterSeconds) : Failure(FailureKind.TooMany, "too-many-requests", "That was too many requests in a short time. Try again a little later.");
