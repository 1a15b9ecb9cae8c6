using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Http;

/// <summary>The Idempotency-Key header: needed on every POST that moves money or stock. 1 to 255 visible ASCII characters.</summary>
public readonly record struct IdempotencyKey(string Value)
{
    public static ValueTask<IdempotencyKey> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers["Idempotency-Key"];
        return header is [{ Length: > 0 and <= 255 } value] && value.All(c => c is > ' ' and <= '~')
            ? ValueTask.FromResult(new IdempotencyKey(value))
            : throw new BadHttpRequestException("This request needs one Idempotency-Key header of 1 to 255 visible ASCII characters.");
    }
}
