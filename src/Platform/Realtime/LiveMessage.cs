using System.Buffers;
using System.Text;
using System.Text.Json;
using Maru.Platform.Json;

namespace Maru.Platform.Realtime;

/// <summary>A message to viewers in the form in which it goes out, so that it is serialised once however many there are.</summary>
public sealed class LiveMessage
{
    private LiveMessage(string id, ReadOnlyMemory<byte> frame)
    {
        Id = id;
        Frame = frame;
    }

    /// <summary>Says which state this is; a viewer that has it already is not sent it again.</summary>
    public string Id { get; }

    /// <summary>An event of an event stream (WHATWG HTML, 9.2), with its empty line.</summary>
    public ReadOnlyMemory<byte> Frame { get; }

    /// <param name="id">Without line breaks; clients send it back as Last-Event-ID.</param>
    /// <param name="name">The event's type in the browser.</param>
    public static LiveMessage Of<T>(string id, string name, T state)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Encoding.UTF8.GetBytes($"id: {id}\nevent: {name}\ndata: ", buffer);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MaruJson.Internal.Encoder }))
        {
            // Unindented JSON has no line break, so one data line holds all of it.
            JsonSerializer.Serialize(writer, state, MaruJson.Internal);
        }

        buffer.Write("\n\n"u8);
        return new LiveMessage(id, buffer.WrittenMemory);
    }
}
