using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Platform.Data;
using Maru.Platform.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Catalog.Files;

/// <summary>Runs imports in the background, one at a time: two would only get in each other's way.</summary>
internal sealed partial class CatalogFiles(
    FileImport import, FileExport export, Database<CatalogModule> database, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CatalogFiles> log) : ICatalogFiles
{
    private const int RunsKept = 100;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<Guid, ImportRun> _runs = new();
    private readonly ConcurrentDictionary<Guid, Task> _tasks = new();

    public async Task<Result<ImportRun>> StartImportAsync(ImportFile file, CancellationToken ct)
    {
        var name = file.Name ?? Path.GetFileName(file.Path);
        if (!File.Exists(file.Path))
        {
            return new FileRefused($"There is no file {file.Path}.");
        }

        FileFormat? format;
        long size;
        try
        {
            await using var stream = File.OpenRead(file.Path);
            size = stream.Length;
            (format, var refusal) = FileSniffer.Look(stream, name);
            if (refusal is not null && (file.Format is null || format is null && size == 0))
            {
                return new FileRefused(refusal);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileRefused($"{name} cannot be read: {e.Message}");
        }

        var run = new ImportRun(
            Guid.CreateVersion7(time.GetUtcNow()), name, file.Format ?? format!.Value, file.DryRun, ImportStatus.Running, 0, size, 0, 0, 0, 0, [], null, time.GetUtcNow(), null);
        await NoteAsync(run);
        _tasks[run.Id] = Task.Run(() => RunAsync(run, file), CancellationToken.None);
        Forget();
        return run;
    }

    /// <summary>Until a run that began in this process is over.</summary>
    public async Task<ImportRun> WaitAsync(Guid run, CancellationToken ct)
    {
        await _tasks[run].WaitAsync(ct);
        return _runs[run];
    }

    public async Task<ImportRun?> FindImportAsync(Guid run, CancellationToken ct)
    {
        if (_runs.TryGetValue(run, out var found))
        {
            return found;
        }

        var kept = await database.QuerySingleOrDefaultAsync<string>("select data::text from imports where id = @run", new { run }, ct);
        return kept is null ? null : MaruJson.Read<ImportRun>(kept);
    }

    public async Task<IReadOnlyList<ImportRun>> ListImportsAsync(int limit, CancellationToken ct) =>
        (await database.QueryAsync<string>("select data::text from imports order by id desc limit @limit", new { limit = Math.Clamp(limit, 1, 100) }, ct)).ConvertAll(MaruJson.Read<ImportRun>);

    public Task<Result<ExportReport>> ExportAsync(ExportFile file, CancellationToken ct) => export.RunAsync(file, ct);

    private async Task RunAsync(ImportRun run, ImportFile file)
    {
        var ct = lifetime.ApplicationStopping;
        try
        {
            await _turn.WaitAsync(ct);
            try
            {
                await NoteAsync(await import.RunAsync(run, file, NoteAsync, ct));
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException)
            {
                LogImportFailed(log, run.Name, e);
            }

            await NoteAsync(_runs[run.Id] with
            {
                Status = ImportStatus.Failed, FinishedAt = time.GetUtcNow(),
                Error = e is OperationCanceledException ? "The shop was closed meanwhile. Import the file again: what is in stays as it is." : "Something went wrong on our side. It was logged. Import the file again: what is in stays as it is.",
            });
        }
        finally
        {
            if (file.Temporary)
            {
                File.Delete(file.Path);
            }
        }
    }

    /// <summary>Old runs that are over are read from the table.</summary>
    private void Forget()
    {
        foreach (var old in _runs.Values.Where(r => r.Status != ImportStatus.Running).OrderByDescending(r => r.Id).Skip(RunsKept))
        {
            _runs.TryRemove(old.Id, out _);
            _tasks.TryRemove(old.Id, out _);
        }
    }

    private async Task NoteAsync(ImportRun run)
    {
        _runs[run.Id] = run;
        if (!run.DryRun)
        {
            await database.ExecuteAsync(
                "insert into imports (id, data) values (@Id, @data::jsonb) on conflict (id) do update set data = excluded.data", new { run.Id, data = MaruJson.Write(run) },
                CancellationToken.None);
        }
    }

    [LoggerMessage(2010, LogLevel.Error, "The import of {Name} broke off.")]
    private static partial void LogImportFailed(ILogger logger, string name, Exception exception);
}
