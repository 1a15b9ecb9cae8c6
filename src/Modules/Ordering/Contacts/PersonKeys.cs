using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Npgsql;

namespace Maru.Modules.Ordering.Contacts;

/// <summary>
/// Keys of members, and of guests by order. Destroying one makes every contact it sealed unreadable, in backups too once the key has aged out of
/// them, while streams and statistics stay whole.
/// </summary>
internal sealed class PersonKeys(Database<OrderingModule> database, MasterKey master)
{
    private readonly byte[] _wrapping = master.Derive("ordering person keys");
    private readonly byte[] _emails = master.Derive("ordering e-mail index");

    /// <summary>The member's key, made if there is none.</summary>
    public async Task<PersonKey> OfMemberAsync(UserId user, CancellationToken ct)
    {
        var fresh = PersonKey.New(user.Value);
        var wrapped = await database.QuerySingleOrDefaultAsync<byte[]>(
            """
            with made as (insert into person_keys (id, wrapped) values (@id, @wrapped) on conflict do nothing returning wrapped)
            select wrapped from person_keys where id = @id union all select wrapped from made limit 1
            """,
            new { id = user.Value, wrapped = fresh.Wrap(_wrapping) }, ct)
            // Two first orders at the same moment: the other one's row appeared after this statement's snapshot.
            ?? await database.QuerySingleOrDefaultAsync<byte[]>("select wrapped from person_keys where id = @id", new { id = user.Value }, ct);
        return PersonKey.Unwrap(user.Value, wrapped!, _wrapping);
    }

    /// <summary>The statement that stores a guest's fresh key beside his order.</summary>
    public NpgsqlBatchCommand Insert(PersonKey key)
    {
        var command = new NpgsqlBatchCommand("insert into person_keys (id, wrapped) values ($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.Id });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Wrap(_wrapping) });
        return command;
    }

    public PersonKey Unwrap(Guid id, byte[] wrapped) => PersonKey.Unwrap(id, wrapped, _wrapping);

    /// <summary>Lets staff find orders by e-mail without storing it readably.</summary>
    public byte[] HashEmail(string email) => HMACSHA256.HashData(_emails, Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant()));
}
