using System.Data;
using Dapper;
using Maru.Contracts;

namespace Maru.Platform.Data;

/// <summary>Teaches Dapper the types of Contracts: typed ids as uuid, currencies as text, and snake_case columns.</summary>
internal static class DapperTypes
{
    private static readonly Lock Once = new();
    private static bool _registered;

    public static void Register()
    {
        lock (Once)
        {
            if (_registered)
            {
                return;
            }

            DefaultTypeMap.MatchNamesWithUnderscores = true;
            foreach (var id in typeof(TypedId).Assembly.GetTypes().Where(IsTypedId))
            {
                SqlMapper.AddTypeHandler(id, (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(TypedIdHandler<>).MakeGenericType(id))!);
            }

            SqlMapper.AddTypeHandler(new CurrencyHandler());
            SqlMapper.AddTypeHandler(new DateTimeOffsetHandler());
            SqlMapper.AddTypeHandler(new DateOnlyHandler());
            SqlMapper.AddTypeHandler(new ArrayHandler<string>());
            SqlMapper.AddTypeHandler(new ArrayHandler<int>());
            SqlMapper.AddTypeHandler(new ArrayHandler<long>());
            SqlMapper.AddTypeHandler(new ArrayHandler<Guid>());
            _registered = true;
        }
    }

    private static bool IsTypedId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private sealed class TypedIdHandler<TId> : SqlMapper.TypeHandler<TId> where TId : struct, ITypedId<TId>
    {
        public override TId Parse(object value) => TId.From((Guid)value);

        public override void SetValue(IDbDataParameter parameter, TId value)
        {
            parameter.DbType = DbType.Guid;
            parameter.Value = value.Value;
        }
    }

    private sealed class CurrencyHandler : SqlMapper.TypeHandler<Currency>
    {
        public override Currency Parse(object value) => Currency.Parse(((string)value).TrimEnd());

        public override void SetValue(IDbDataParameter parameter, Currency value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.Code;
        }
    }

    /// <summary>Npgsql reads timestamptz as a UTC DateTime; code speaks DateTimeOffset only.</summary>
    private sealed class DateTimeOffsetHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value is DateTimeOffset offset ? offset : new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.DateTime;
            parameter.Value = value.UtcDateTime;
        }
    }

    private sealed class DateOnlyHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateOnly date ? date : DateOnly.FromDateTime((DateTime)value);

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.Date;
            parameter.Value = value;
        }
    }

    /// <summary>Without it Dapper does not recognise an array column as the array parameter of a record's constructor.</summary>
    private sealed class ArrayHandler<T> : SqlMapper.TypeHandler<T[]>
    {
        public override T[] Parse(object value) => (T[])value;

        public override void SetValue(IDbDataParameter parameter, T[]? value) => parameter.Value = (object?)value ?? DBNull.Value;
    }
}
