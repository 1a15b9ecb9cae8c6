using Maru.Contracts;
using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Ordering.Contacts;

/// <summary>Sealed contacts of orders, by the version of the order that set them.</summary>
internal sealed class ContactStore(Database<OrderingModule> database, PersonKeys keys)
{
    public NpgsqlBatchCommand Insert(OrderId order, int version, PersonKey key, OrderContact contact)
    {
        var command = new NpgsqlBatchCommand("insert into order_contacts (order_id, version, key_id, sealed, email_hash) values ($1, $2, $3, $4, $5)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.Id });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Seal(contact, order.Value) });
        command.Parameters.Add(new NpgsqlParameter { Value = version == 1 ? keys.HashEmail(contact.Email) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        return command;
    }

    /// <summary>The contact in force at a version of the order; <see cref="OrderContact.Forgotten"/> once the person was erased.</summary>
    public async Task<OrderContact> ReadAsync(OrderId order, int version, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<SealedContact>(
            """
            select c.order_id, c.key_id, c.sealed, k.wrapped from order_contacts c left join person_keys k on k.id = c.key_id
            where c.order_id = @order and c.version <= @version order by c.version desc limit 1
            """,
            new { order, version }, ct);
        return Open(row);
    }

    public async Task<IReadOnlyDictionary<OrderId, OrderContact>> ReadManyAsync(IReadOnlyList<OrderId> orders, CancellationToken ct)
    {
        var rows = await database.QueryAsync<SealedContact>(
            """
            select distinct on (c.order_id) c.order_id, c.key_id, c.sealed, k.wrapped from order_contacts c left join person_keys k on k.id = c.key_id
            where c.order_id = any(@ids) order by c.order_id, c.version desc
            """,
            new { ids = orders.Select(o => o.Value).ToArray() }, ct);
        return rows.ToDictionary(r => r.OrderId, Open);
    }

    /// <summary>The key a contact of this order was sealed with; null once it was destroyed.</summary>
    public async Task<PersonKey?> KeyAsync(OrderId order, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<SealedContact>(
            """
            select c.order_id, c.key_id, c.sealed, k.wrapped from order_contacts c left join person_keys k on k.id = c.key_id
            where c.order_id = @order order by c.version desc limit 1
            """,
            new { order }, ct);
        return row is { Wrapped: { } wrapped } ? keys.Unwrap(row.KeyId, wrapped) : null;
    }

    private OrderContact Open(SealedContact? row) =>
        row is { Wrapped: { } wrapped } ? keys.Unwrap(row.KeyId, wrapped).Open<OrderContact>(row.Sealed, row.OrderId.Value) : OrderContact.Forgotten;

    private sealed record SealedContact(OrderId OrderId, Guid KeyId, byte[] Sealed, byte[]? Wrapped);
}
