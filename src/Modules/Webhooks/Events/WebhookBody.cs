using System.Text.Json;
using Maru.Contracts;
using Maru.Platform.Json;

namespace Maru.Modules.Webhooks.Events;

/// <summary>What is sent: {"type", "timestamp", "version", "data"}, as the specification wants it. The same text is signed, kept and sent.</summary>
internal static class WebhookBody
{
    public static string Of(PublicEvent known, IEvent happened, DateTimeOffset at) => Write(known.Name, at, known.Data(happened));

    public static string Write(string type, DateTimeOffset at, object data) =>
        JsonSerializer.Serialize(new { type, timestamp = at.UtcDateTime, version = PublicEvents.Version, data }, MaruJson.Internal);
}
