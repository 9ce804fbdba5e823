package io.chatrooms.core.value;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How Immutables generates the aggregates: package-private, and with the JDK as the only
 * dependency. Retained in the source only: a host's compiler would warn about a style that it
 * cannot resolve.
 */
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    defaults = @Value.Immutable(copy = false),
    allowedClasspathAnnotations = {Override.class},
    validationMethod = Value.Style.ValidationMethod.SIMPLE)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface ValueStyle {}
