namespace Maru.Testing;

/// <summary>One database per test class. Derive and override <see cref="TemplateAsync"/> for one with tables in it.</summary>
public class DatabaseFixture : IAsyncLifetime
{
    private TestDatabase? _database;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The fixture is not initialised.");

    public string ConnectionString => Database.ConnectionString;

    public virtual async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(await TemplateAsync());

    public virtual async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected virtual Task<string> TemplateAsync() => Task.FromResult("template1");
}
