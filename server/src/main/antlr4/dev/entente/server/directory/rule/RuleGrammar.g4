// The common subset of Microsoft's dynamic membership rules: one-valued attributes of users, without -match.
grammar RuleGrammar;

options { caseInsensitive = true; }

membershipRule : expression EOF ;

expression
    : NOT expression                                         # negation
    | expression AND expression                              # conjunction
    | expression OR expression                               # disjunction
    | '(' expression ')'                                     # parentheses
    | PROPERTY comparison=(EQ | NE) value                    # equality
    | PROPERTY comparison=(STARTS_WITH | NOT_STARTS_WITH | CONTAINS | NOT_CONTAINS) STRING # part
    | PROPERTY comparison=(IN | NOT_IN) '[' STRING (',' STRING)* ']'                       # choice
    ;

value : STRING | TRUE | FALSE | NULL ;

// The hyphen is optional, as it is at Microsoft.
AND             : '-'? 'and' ;
OR              : '-'? 'or' ;
NOT             : '-'? 'not' ;
EQ              : '-'? 'eq' ;
NE              : '-'? 'ne' ;
IN              : '-'? 'in' ;
NOT_IN          : '-'? 'notIn' ;
CONTAINS        : '-'? 'contains' ;
NOT_CONTAINS    : '-'? 'notContains' ;
STARTS_WITH     : '-'? 'startsWith' ;
NOT_STARTS_WITH : '-'? 'notStartsWith' ;
TRUE            : 'true' ;
FALSE           : 'false' ;
NULL            : '$'? 'null' ;
PROPERTY        : 'user.' [a-z0-9]+ ;
// A backtick quotes the next character.
STRING          : '"' ( '`' . | ~["`] )* '"' | '\'' ( '`' . | ~['`] )* '\'' ;
SPACE           : [ \t\r\n]+ -> skip ;
