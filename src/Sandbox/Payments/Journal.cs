using System.Text.Json;
using System.Threading.Channels;

namespace Maru.Sandbox.Payments;

/// <summary>One line of the provider's memory: a payment as it became, an event that is to be told, or one that was.</summary>
internal sealed record JournalLine(SandboxPayment? Payment, string? Key, string? Fingerprint, SandboxEvent? Event, string? Delivered);

/// <summary>
/// The provider's data: lines appended to a file. What is answered was forced to the disk before; lines that wait together are forced together.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly Channel<(byte[] Line, TaskCompletionSource Written)> _queue = Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new() { SingleReader = true });
    private readonly Task _writer;

    private Journal(FileStream file)
    {
        _file = file;
        _writer = Task.Run(WriteAsync);
    }

    public static Journal Open(string path, Action<JournalLine> replay)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        long whole = 0;
        using (var reader = new StreamReader(file, leaveOpen: true))
        {
            while (reader.ReadLine() is { } text)
            {
                JournalLine? line;
                try
                {
                    line = JsonSerializer.Deserialize<JournalLine>(text, SandboxJson.Options);
                }
                catch (JsonException)
                {
                    // The last line of a process that died while writing it: never answered, so it never happened.
                    break;
                }

                whole += System.Text.Encoding.UTF8.GetByteCount(text) + 1;
                replay(line!);
            }
        }

        file.SetLength(Math.Min(whole, file.Length));
        if (file.Length > 0)
        {
            // Whole but for its end: the next line must not be written onto it.
            file.Position = file.Length - 1;
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }

        file.Position = file.Length;
        return new Journal(file);
    }

    /// <summary>Lines reach the file in the order of the calls; the task ends when the line is safe.</summary>
    public Task AppendAsync(JournalLine line)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, SandboxJson.Options);
        return _queue.Writer.TryWrite((bytes, written)) ? written.Task : Task.FromException(new ObjectDisposedException(nameof(Journal)));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
        await _file.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var batch = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < 1_000 && _queue.Reader.TryRead(out var item))
            {
                _file.Write(item.Line);
                _file.WriteByte((byte)'\n');
                batch.Add(item.Written);
            }

            try
            {
                _file.Flush(flushToDisk: true);
                batch.ForEach(w => w.SetResult());
            }
            catch (IOException e)
            {
                batch.ForEach(w => w.SetException(e));
            }

            batch.Clear();
        }
    }
}
