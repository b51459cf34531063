// OData's $filter (OData 4.01, URL Conventions §5.1.1), the part that directories need.
grammar FilterGrammar;

options { caseInsensitive = true; }

filter : disjunction EOF ;

disjunction : conjunction (OR conjunction)* ;

conjunction : term (AND term)* ;

term
    : '(' disjunction ')'                         # parentheses
    | STARTS_WITH '(' NAME ',' value ')'          # beginning
    | NAME comparison                             # condition
    ;

comparison
    : ANY '(' variable=NAME ':' element=NAME EQ value ')' # any
    | EQ value                                            # equality
    | IN '(' value (',' value)* ')'                       # choice
    ;

// Which of the two belongs here depends on the field.
value : STRING | NAME ;

AND         : 'and' ;
OR          : 'or' ;
EQ          : 'eq' ;
IN          : 'in' ;
STARTS_WITH : 'startswith' ;
ANY         : '/any' ;
// A slash begins the next word: groupTypes/any.
NAME        : ( '/' | ~[ \t'(),:/] ) ~[ \t'(),:/]* ;
// Two quotes are one in the text.
STRING      : '\'' ( '\'\'' | ~['] )* '\'' ;
SPACE       : [ \t]+ -> skip ;
