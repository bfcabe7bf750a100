using System.Linq.Expressions;
using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Filters;

/// <summary>Puts conditions on contacts together out of smaller ones, as expressions that every engine translates.</summary>
internal static class Criteria
{
    /// <summary>Holds for everybody or nobody.</summary>
    public static Expression<Func<Contact, bool>> Always(bool holds) => holds ? _ => true : _ => false;

    /// <summary>Both, or all of many.</summary>
    public static Expression<Func<T, bool>> All<T>(IEnumerable<Expression<Func<T, bool>>> parts) =>
        parts.Aggregate((Expression<Func<T, bool>>?)null, (a, b) => a is null ? b : Join(a, b, Expression.AndAlso)) ?? (_ => true);

    /// <summary>One of many.</summary>
    public static Expression<Func<T, bool>> Any<T>(IEnumerable<Expression<Func<T, bool>>> parts) =>
        parts.Aggregate((Expression<Func<T, bool>>?)null, (a, b) => a is null ? b : Join(a, b, Expression.OrElse)) ?? (_ => false);

    /// <summary>The opposite.</summary>
    public static Expression<Func<Contact, bool>> Not(Expression<Func<Contact, bool>> criterion) =>
        Expression.Lambda<Func<Contact, bool>>(Expression.Not(criterion.Body), criterion.Parameters);

    /// <summary>A test of a value, asked of something that the value is read from.</summary>
    public static Expression<Func<TRoot, bool>> Over<TRoot, TValue>(Expression<Func<TRoot, TValue>> value, Expression<Func<TValue, bool>> test) =>
        Expression.Lambda<Func<TRoot, bool>>(new Put(test.Parameters[0], value.Body).Visit(test.Body), value.Parameters);

    /// <summary>A test that one of a contact's parts passes.</summary>
    public static Expression<Func<Contact, bool>> AnyPart<TPart>(Expression<Func<Contact, IEnumerable<TPart>>> parts, Expression<Func<TPart, bool>> test) =>
        Expression.Lambda<Func<Contact, bool>>(Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [typeof(TPart)], parts.Body, test), parts.Parameters);

    private static Expression<Func<T, bool>> Join<T>(Expression<Func<T, bool>> a, Expression<Func<T, bool>> b, Func<Expression, Expression, Expression> join) =>
        Expression.Lambda<Func<T, bool>>(join(a.Body, new Put(b.Parameters[0], a.Parameters[0]).Visit(b.Body)), a.Parameters);

    private sealed class Put(ParameterExpression place, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == place ? value : base.VisitParameter(node);
    }
}
